// Which entries of a listing were not there before. A name alone proves nothing: last week's entry is still
// in the list (design §8).
import type { Detection } from "../model/detection.ts";

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

function identityOf({ id, name, type, detectedAt }: Detection): string {
  return JSON.stringify(id === null ? [name, type, detectedAt] : [id, detectedAt]);
}
