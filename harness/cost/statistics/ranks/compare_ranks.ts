// Whether two groups differ beyond chance when nothing but their values is known: the permutation test on ranks, with
// ties. What nights and devices are compared by, and what a comparison within quads is held against.
import { errorFunction } from "simple-statistics";
import { sortNumbers } from "../../../model/quantile.ts";

/** Where the exact distribution costs more additions than this, the normal approximation stands for it. */
const MOST_WORK = 5e6;
/** What the normal approximation can tell from 0. */
const SMALLEST_NORMAL_P = 1e-6;

/**
 * Two-sided p-value of the Wilcoxon rank sum over all ways to deal the observed values out to the two groups.
 * No seed needed. 1 when a group is empty or all values are equal. Exact with ties for up to 46 values, and for more where
 * one group is small (four of a hundred); else the normal approximation with continuity correction and the variance that
 * ties leave.
 * Source: F. Wilcoxon, Biometrics Bulletin 1 (1945) 80-83; shift algorithm of B. Streitberg and J. Röhmel,
 * Statistical Software Newsletter 12 (1986) 10-17; variance of E. L. Lehmann, Nonparametrics (1975), 1.35.
 */
export function compareRanks(reference: readonly number[], other: readonly number[]): number {
  if (reference.length === 0 || other.length === 0) return 1;
  // The sums of one group say those of the other; fewer ranks are fewer sums.
  const [more, fewer] = reference.length < other.length ? [other, reference] : [reference, other];
  const { ranks, observed } = doubledRanks(more, fewer);
  const work = fewer.length * ranks.length ** 3;
  return work <= MOST_WORK
    ? exactShare(ranks, fewer.length, observed)
    : normalShare(ranks, fewer.length, observed);
}

function exactShare(ranks: readonly number[], size: number, observed: number): number {
  const counts = rankSumCounts(ranks, size);
  const centre = size * (ranks.length + 1);
  const distance = Math.abs(observed - centre);
  let total = 0;
  let asFar = 0;
  counts.forEach((count, sum) => {
    total += count;
    if (Math.abs(sum - centre) >= distance) asFar += count;
  });
  return Math.min(1, asFar / total);
}

/** In doubled ranks: every sum is whole, and the correction of a half is one. */
function normalShare(ranks: readonly number[], size: number, observed: number): number {
  const count = ranks.length;
  const spread = ranks.reduce((sum, rank) => sum + (rank - (count + 1)) ** 2, 0) / (count - 1);
  const variance = (size * (count - size) * spread) / count;
  if (variance === 0) return 1;
  const z = Math.max(0, Math.abs(observed - size * (count + 1)) - 1) / Math.sqrt(variance);
  return Math.max(SMALLEST_NORMAL_P, Math.min(1, 1 - errorFunction(z / Math.SQRT2)));
}

/** Mid-ranks times two, so that they are whole numbers; and the sum of those of the second group. */
function doubledRanks(
  reference: readonly number[],
  other: readonly number[],
): { readonly ranks: readonly number[]; readonly observed: number } {
  const sorted = sortNumbers([...reference, ...other]);
  const rankOf = new Map<number, number>();
  for (let first = 0; first < sorted.length;) {
    const value = sorted[first] ?? 0;
    let last = first;
    while (sorted[last + 1] === value) last++;
    rankOf.set(value, first + last + 2);
    first = last + 1;
  }
  return {
    ranks: sorted.map((value) => rankOf.get(value) ?? 0),
    observed: other.reduce((sum, value) => sum + (rankOf.get(value) ?? 0), 0),
  };
}

/** How many choices of `size` ranks have each sum. */
function rankSumCounts(ranks: readonly number[], size: number): Float64Array {
  const largest = ranks.slice(-size).reduce((sum, rank) => sum + rank, 0);
  const bySize = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
  const none = bySize[0];
  if (none !== undefined) none[0] = 1;
  for (const rank of ranks) {
    for (let chosen = size; chosen >= 1; chosen--) addShifted(bySize[chosen], bySize[chosen - 1], rank);
  }
  return bySize[size] ?? new Float64Array(1);
}

function addShifted(into: Float64Array | undefined, from: Float64Array | undefined, by: number): void {
  if (into === undefined || from === undefined) return;
  for (let sum = into.length - 1; sum >= by; sum--) into[sum] = (into[sum] ?? 0) + (from[sum - by] ?? 0);
}
