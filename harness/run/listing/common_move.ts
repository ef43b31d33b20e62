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
 * What the known entries moved by together, in milliseconds; 0 when one of them stayed, or when they did not. One that
 * stands where all had moved to before (`knownMs`) shows that the rest got times of their own since, and no known entry
 * that nothing has changed. One among several
 * may be dated anew beside the others; a single one moved with its zone only if a zone can do that.
 */
export function commonMove(movesMs: readonly number[], knownMs: number): number {
  // Nothing in the list tells of a move, so none of one back either.
  if (movesMs.length === 0) return knownMs;
  if (movesMs.includes(0)) return 0;
  if (movesMs.some((one) => isSame(one, knownMs))) return knownMs;
  const isShared = (follows: (oneMs: number) => boolean): boolean => {
    const followers = movesMs.filter(follows).length;
    return followers === movesMs.length || (followers > 1 && followers === movesMs.length - 1);
  };
  // Where one goes its own way, the first or the last does not.
  for (const leaderMs of [movesMs.at(-1), movesMs[0]]) {
    if (leaderMs === undefined) return 0;
    const zone = zoneMove(leaderMs);
    if (zone !== null && isShared((one) => isZoneLike(one, zone))) return zone;
    if (movesMs.length > 1 && isShared((one) => isSame(one, leaderMs))) return leaderMs;
  }
  return 0;
}

function isSame(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) <= TOLERANCE_MS;
}

function isZoneLike(moveMs: number, zoneMs: number): boolean {
  const own = zoneMove(moveMs);
  return own !== null && Math.abs(own - zoneMs) <= SEASON_MS;
}
