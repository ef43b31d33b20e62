// Whether two attempts ran beside each other: then an entry of the time of both may be of either.
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { attemptLife } from "./attempt_life.ts";

/** Told by the times at which their triggers lived; all others are seconds apart. */
export function ranBeside(one: AttemptRecord, other: AttemptRecord): boolean {
  const [mine, theirs] = [attemptLife(one), attemptLife(other)];
  return mine !== null && theirs !== null && mine.startMs <= theirs.endMs && theirs.startMs <= mine.endMs;
}
