// How much one arm lies above another, with an interval that needs no bell curve.
import { mannWhitneyCdf, outerRanks } from "./null_distributions.ts";
import { sortedQuantile, sortNumbers } from "../../model/quantile.ts";

/** A value with the ends of its interval; null ends where the values are too few for the confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

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

/**
 * The median of all ratios other / reference, with its interval: the shift of the logarithms, back on the
 * scale of the values. Null when an arm is empty or any value is not above 0.
 */
export function hodgesLehmannRatio(arms: TwoArms): Estimate | null {
  const positive = [...arms.reference, ...arms.other].every((value) => value > 0);
  if (!positive) return null;
  const logs = estimate(pairwise(arms, (reference, other) => Math.log(other / reference)), arms);
  if (logs === null) return null;
  return { value: Math.exp(logs.value), low: mapEnd(logs.low, Math.exp), high: mapEnd(logs.high, Math.exp) };
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

function mapEnd(end: number | null, change: (end: number) => number): number | null {
  return end === null ? null : change(end);
}
