// When the trigger of an attempt lived, from what the record has of its processes.
import type { AttemptRecord, ChildRecord } from "../../model/record/run_record.ts";

type TriggerOfAttempt = Pick<AttemptRecord, "triggerStartedMs" | "child" | "otherChildren">;

/** From its start to the end of its last process, in milliseconds since the start of the run; null when none started. */
export function attemptLife(
  { triggerStartedMs: startMs, ...processes }: TriggerOfAttempt,
): { readonly startMs: number; readonly endMs: number } | null {
  const livedMs = childrenOf(processes).map(({ durationMs }) => durationMs);
  return startMs === null || livedMs.length === 0 ? null : { startMs, endMs: startMs + Math.max(...livedMs) };
}

/** The processes of the trigger; none when it never started. */
export function childrenOf(
  { child, otherChildren }: Pick<TriggerOfAttempt, "child" | "otherChildren">,
): readonly ChildRecord[] {
  return child === null ? [] : [child, ...otherChildren];
}
