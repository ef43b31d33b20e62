// Whether an attempt tells what protected the device: without the state after it, and while its trigger lived, nobody
// knows what silence means.
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { attemptLife, childrenOf } from "./attempt_life.ts";
import { childEnd } from "./child_end.ts";

/** A trigger that lives longer than planned lives no longer than this without an answer. */
const LONGEST_UNWATCHED_MS = 6_000;

/** Why the state is not known; null when it is, or when no trigger started. */
export function whyStateUnknown(record: AttemptRecord): string | null {
  const { triggerStartedMs, protection: { during, after }, fileRemoved } = record;
  if (triggerStartedMs === null) return null;
  if (after === null) return "its health could not be read after the attempt";
  // Whoever stops a trigger is awake.
  const isStopped = fileRemoved === true || childrenOf(record).some((child) => childEnd(child) === "killed");
  const life = attemptLife(record);
  if (isStopped || life === null || during === undefined) return null;
  const askedMs = during.map((reading) => reading.askedMs);
  const isLong = [...askedMs, life.endMs].some((nextMs, index) =>
    nextMs - (askedMs[index - 1] ?? life.startMs) > LONGEST_UNWATCHED_MS
  );
  return askedMs.length === 0 || isLong
    ? "its health could not be read while the trigger ran, so nobody knows whether the device was protected"
    : null;
}
