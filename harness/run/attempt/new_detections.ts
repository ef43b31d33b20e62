// Which entries of a listing were not there before. A name alone proves nothing: last week's entry is still
// in the list.
import type { Detection } from "../../model/detection.ts";

/**
 * Entries of `after` that are new (their id was not there) or recorded again (same id, another time).
 *
 * An entry whose status alone changed tells of an old event and does not count. Entries without an id count as
 * new only when more of the same are listed than before.
 */
export function newDetections(
  before: readonly Detection[],
  after: readonly Detection[],
): readonly Detection[] {
  const known = new Map<string, number>();
  for (const detection of before) {
    known.set(identityOf(detection), (known.get(identityOf(detection)) ?? 0) + 1);
  }
  return after.filter((detection) => {
    const left = known.get(identityOf(detection)) ?? 0;
    known.set(identityOf(detection), left - 1);
    return left <= 0;
  });
}

/**
 * Entries seen in listings so far, with those of the next listing. One that went away again stays: somebody removed
 * it, but it was recorded. One whose time changed is the same entry, as it stands now.
 */
export function keepSeen(
  earlier: readonly Detection[],
  now: readonly Detection[],
): readonly Detection[] {
  const gone = earlier.filter((one) => !now.some((other) => isSameEntry(one, other)));
  return gone.length === 0 ? now : [...gone, ...now];
}

function isSameEntry(left: Detection, right: Detection): boolean {
  return left.id === null || right.id === null
    ? identityOf(left) === identityOf(right)
    : left.id === right.id;
}

function identityOf({ id, name, type, detectedAt }: Detection): string {
  return JSON.stringify(id === null ? [name, type, detectedAt] : [id, detectedAt]);
}
