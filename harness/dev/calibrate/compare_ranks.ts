// Whether two arms differ beyond chance when the order of the blocks is not used: the exact permutation test on ranks,
// with ties. What a comparison within quads is held against.
import { sortNumbers } from "../../model/quantile.ts";

/**
 * Two-sided p-value of the Wilcoxon rank sum over all ways to deal the observed values out to the two arms.
 * Exact with ties, no seed needed. 1 when an arm is empty or all values are equal.
 * Source: F. Wilcoxon, Biometrics Bulletin 1 (1945) 80-83; shift algorithm of B. Streitberg and J. Röhmel,
 * Statistical Software Newsletter 12 (1986) 10-17.
 */
export function compareRanks(reference: readonly number[], other: readonly number[]): number {
  if (reference.length === 0 || other.length === 0) return 1;
  const { ranks, observed } = doubledRanks(reference, other);
  const counts = rankSumCounts(ranks, other.length);
  const centre = other.length * (ranks.length + 1);
  const distance = Math.abs(observed - centre);
  let total = 0;
  let asFar = 0;
  counts.forEach((count, sum) => {
    total += count;
    if (Math.abs(sum - centre) >= distance) asFar += count;
  });
  return Math.min(1, asFar / total);
}

/** Mid-ranks times two, so that they are whole numbers; and the sum of those of the second arm. */
function doubledRanks(
  reference: readonly number[],
  other: readonly number[],
): { readonly ranks: readonly number[]; readonly observed: number } {
  const sorted = sortNumbers([...reference, ...other]);
  const rankOf = (value: number) => sorted.indexOf(value) + sorted.lastIndexOf(value) + 2;
  return {
    ranks: sorted.map(rankOf),
    observed: other.reduce((sum, value) => sum + rankOf(value), 0),
  };
}

/** How many choices of `size` ranks have each sum. */
function rankSumCounts(ranks: readonly number[], size: number): Float64Array {
  const largest = ranks.reduce((sum, rank) => sum + rank, 0);
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
