// How rare a rank sum is among all ways to deal the labels out within groups of blocks. Knows nothing of where the ranks
// come from.
import { errorFunction } from "simple-statistics";

/** For each group the sums of every half of it; with each sum there is the one of the other half. */
export type HalfSums = readonly (readonly number[])[];

/** What the normal approximation can tell from 0. */
export const SMALLEST_NORMAL_P = 1e-6;
/** Sums of scores that differ by less are the same sum, added up in two orders. */
const SAME_SUM = 1e-10;

/**
 * Share of the labellings whose sum lies as far from the middle as `observed`. Every labelling counts; sums may be any
 * numbers. The groups are taken in two parts, so that twelve groups of six are not too many. 1 for no groups.
 */
export function enumeratedShare(groups: HalfSums, observed: number): number {
  const limit = tailEnd(groups, observed);
  if (limit === null) return 1;
  const half = Math.ceil(groups.length / 2);
  const [some, others] = [allSums(groups.slice(0, half)), allSums(groups.slice(half))];
  let count = 0;
  let place = others.length;
  for (const sum of some) {
    while (place > 0 && sum + (others[place - 1] ?? 0) > limit + SAME_SUM) place--;
    if (place === 0) break;
    count += place;
  }
  return Math.min(1, 2 * count / (some.length * others.length));
}

/**
 * The same for sums that are whole numbers, of any number of groups.
 * Source: the null as a product of counting polynomials, B. Streitberg and J. Röhmel, Statistical Software Newsletter 12
 * (1986) 10-17. Shares instead of counts, which are beyond 2^53 from 53 groups of two on.
 */
export function countedShare(groups: HalfSums, observed: number): number {
  const limit = tailEnd(groups, observed);
  if (limit === null) return 1;
  const least = groups.reduce((sum, group) => sum + Math.min(...group), 0);
  const shares = new Float64Array(limit - least + 1);
  shares[0] = 1;
  let reach = 0;
  for (const group of groups) reach = Math.min(shares.length - 1, reach + addGroup(shares, group, reach));
  return Math.min(1, 2 * shares.reduce((sum, share) => sum + share, 0));
}

/** The same approximately, by the normal distribution with the continuity correction of sums that go in steps of two. */
export function normalShare(groups: HalfSums, observed: number): number {
  let [middle, variance] = [0, 0];
  for (const group of groups) {
    const mean = meanOf(group);
    middle += mean;
    variance += group.reduce((sum, one) => sum + (one - mean) ** 2, 0) / group.length;
  }
  if (variance === 0) return 1;
  const z = Math.max(0, Math.abs(observed - middle) - 1) / Math.sqrt(variance);
  return Math.max(SMALLEST_NORMAL_P, Math.min(1, 1 - errorFunction(z / Math.SQRT2)));
}

function meanOf(group: readonly number[]): number {
  let sum = 0;
  for (const one of group) sum += one;
  return sum / group.length;
}

/** The distribution is symmetric: one tail, twice. Null where `observed` is the middle itself. */
function tailEnd(groups: HalfSums, observed: number): number | null {
  const twice = groups.reduce((sum, group) => sum + 2 * meanOf(group), 0);
  return Math.abs(2 * observed - twice) < SAME_SUM ? null : Math.min(observed, twice - observed);
}

/** Sums of one half of each group, ascending. */
function allSums(groups: HalfSums): Float64Array {
  let sums = new Float64Array(1);
  for (const group of groups) {
    const more = new Float64Array(sums.length * group.length);
    let place = 0;
    for (const one of group) for (const sum of sums) more[place++] = sum + one;
    sums = more;
  }
  return sums.sort();
}

/** Adds one more group, in place from above; says how much farther the sums reach. */
function addGroup(shares: Float64Array, group: readonly number[], reach: number): number {
  const first = Math.min(...group);
  const farther = Math.max(...group) - first;
  const top = Math.min(shares.length - 1, reach + farther);
  if (group.length === 2) {
    for (let place = top; place >= farther; place--) {
      shares[place] = ((shares[place] ?? 0) + (shares[place - farther] ?? 0)) / 2;
    }
    for (let place = Math.min(top, farther - 1); place >= 0; place--) {
      shares[place] = (shares[place] ?? 0) / 2;
    }
    return farther;
  }
  for (let place = top; place >= 0; place--) {
    let sum = 0;
    for (const one of group) {
      const from = place - (one - first);
      if (from >= 0) sum += shares[from] ?? 0;
    }
    shares[place] = sum / group.length;
  }
  return farther;
}
