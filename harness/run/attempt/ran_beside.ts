// Whether two attempts ran beside each other: then an entry of the time of both may be of either.
import type { AttemptRecord } from "../../model/record/run_record.ts";

/** Told by the times at which their triggers lived; all others are seconds apart. */
export function ranBeside(one: AttemptRecord, other: AttemptRecord): boolean {
  const [mine, theirs] = [lifeOf(one), lifeOf(other)];
  return mine !== null && theirs !== null && mine.startMs <= theirs.endMs && theirs.startMs <= mine.endMs;
}

function lifeOf(
  { triggerStartedMs: startMs, child, otherChildren }: AttemptRecord,
): { readonly startMs: number; readonly endMs: number } | null {
  if (startMs === null || child === null) return null;
  const endMs = startMs + Math.max(...[child, ...otherChildren].map(({ durationMs }) => durationMs));
  return { startMs, endMs };
}
