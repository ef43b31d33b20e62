// How much one arm lies above another when the order of the blocks is not used: what a comparison within quads is held
// against.
import type { Estimate } from "../../cost/statistics/estimate.ts";
import { outerRanks } from "../../cost/statistics/null_distributions.ts";
import { sortedQuantile, sortNumbers } from "../../model/quantile.ts";

/** What is compared: `other` against `reference`. */
export interface TwoArms {
  readonly reference: readonly number[];
  readonly other: readonly number[];
  /** Two-sided risk of the interval. Default 0.05. */
  readonly alpha?: number;
}

/**
 * The median of all differences other - reference, with the interval that inverts the exact Mann-Whitney test
 * (at least the confidence asked for, also with ties). Null when an arm is empty.
 * Source: J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 34 (1963) 598-611; interval as in M. Hollander,
 * D. A. Wolfe and E. Chicken, Nonparametric Statistical Methods, 3rd ed., §4.2-4.3.
 */
export function hodgesLehmannShift(arms: TwoArms): Estimate | null {
  const differences = pairwise(arms, (reference, other) => other - reference);
  return estimate(differences, arms);
}

function estimate(combinations: readonly number[], arms: TwoArms): Estimate | null {
  const value = sortedQuantile(combinations, 0.5);
  if (value === null) return null;
  const cdf = mannWhitneyCdf(arms.reference.length, arms.other.length);
  const outer = outerRanks(cdf, arms.alpha ?? 0.05);
  if (outer === 0) return { value, low: null, high: null };
  return {
    value,
    low: combinations[outer - 1] ?? null,
    high: combinations[combinations.length - outer] ?? null,
  };
}

function pairwise(
  arms: TwoArms,
  combine: (reference: number, other: number) => number,
): readonly number[] {
  return sortNumbers(
    arms.reference.flatMap((reference) => arms.other.map((other) => combine(reference, other))),
  );
}

/**
 * Cumulative distribution of the Mann-Whitney U without ties: entry u is P(U ≤ u), u = 0 … m·n.
 * Source: H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18 (1947) 50-60.
 */
export function mannWhitneyCdf(m: number, n: number): readonly number[] {
  // Of the largest value: it is one of the n and lies above all m, or one of the m and above none that counts.
  let rows = Array.from({ length: n + 1 }, () => [1]);
  for (let first = 1; first <= m; first++) {
    let last = [1];
    rows = rows.map((row, second) => {
      if (second === 0) return [1];
      last = Array.from({ length: first * second + 1 }, (_, u) => {
        const above = last[u - first] ?? 0;
        return (above * second + (row[u] ?? 0) * first) / (first + second);
      });
      return last;
    });
  }
  let sum = 0;
  return (rows[n] ?? [1]).map((share) => sum += share);
}
