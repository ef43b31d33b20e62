// Whether all times of a list moved together: then it was the zone or the clock that changed, and no entry is new.

/** All zones on Earth differ by quarters of an hour, and by no more than 26 hours. */
const QUARTER_MS = 15 * 60_000;
const WIDEST_MS = 26 * 60 * 60_000;
/** Times have a resolution of one second. */
const TOLERANCE_MS = 1_000;
/** Entries from summer and from winter may move by an hour more or less than each other. */
const SEASON_MS = 60 * 60_000;

/** The nearest quarter of an hour, when a difference of times is one that a zone can make; else null. */
export function zoneMove(differenceMs: number): number | null {
  const nearestMs = Math.round(differenceMs / QUARTER_MS) * QUARTER_MS;
  const isOne = nearestMs !== 0 && Math.abs(nearestMs) <= WIDEST_MS &&
    Math.abs(differenceMs - nearestMs) <= TOLERANCE_MS;
  return isOne ? nearestMs : null;
}

/**
 * What all known entries moved by, in milliseconds; 0 when one of them stayed, or when they did not move together. One
 * that stands where all had moved to before (`knownMs`) shows that the rest got times of their own since. A single entry moved with its zone only if a zone can do that: else it was dated anew.
 */
export function commonMove(movesMs: readonly number[], knownMs: number): number {
  const last = movesMs.at(-1);
  if (last === undefined || movesMs.includes(0)) return 0;
  if (movesMs.some((one) => Math.abs(one - knownMs) <= TOLERANCE_MS)) return knownMs;
  const zone = zoneMove(last);
  if (zone !== null && movesMs.every((one) => isZoneLike(one, zone))) return zone;
  const together = movesMs.length > 1 && movesMs.every((one) => Math.abs(one - last) <= TOLERANCE_MS);
  return together ? last : 0;
}

function isZoneLike(moveMs: number, zoneMs: number): boolean {
  const own = zoneMove(moveMs);
  return own !== null && Math.abs(own - zoneMs) <= SEASON_MS;
}
