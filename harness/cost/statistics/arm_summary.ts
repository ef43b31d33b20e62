// What one arm measured: its middle, its mean, its upper end. Leaves the comparison of arms to compare_arms.ts.
import { mean, sampleStandardDeviation } from "simple-statistics";
import type { Estimate } from "./estimate.ts";
import { binomialCdf, outerRanks } from "./null_distributions.ts";
import { sortedQuantile, sortNumbers } from "../../model/quantile.ts";
import { studentQuantile } from "./student_quantile.ts";

/** Number of blocks, their median, and the interval of the median (null when too few blocks carry one). */
export interface ArmSummary {
  readonly n: number;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: Estimate | null;
  readonly p95: Estimate | null;
  readonly largest: number | null;
}

/** With fewer blocks the interval of a mean would say more of Student's t than of the blocks. */
const FEWEST_FOR_MEAN = 4;

/**
 * Median with the interval between order statistics that the sign test gives (at 95 % it needs six values), mean with
 * Student's interval (four), 95th percentile with its order statistics (each end only where there are values enough:
 * the upper one takes 72).
 * Source: W. R. Thompson, Ann. Math. Stat. 7 (1936) 122-128; H. A. David, Order Statistics, §2.5; Student, Biometrika 6
 * (1908) 1-25.
 */
export function summarizeArm(values: readonly number[], alpha = 0.05): ArmSummary {
  const sorted = sortNumbers(values);
  const middle = quantileEstimate(sorted, { share: 0.5, alpha });
  return {
    n: sorted.length,
    median: middle?.value ?? null,
    low: middle?.high === null ? null : middle?.low ?? null,
    high: middle?.low === null ? null : middle?.high ?? null,
    mean: meanEstimate(sorted, alpha),
    p95: quantileEstimate(sorted, { share: 0.95, alpha }),
    largest: sorted.at(-1) ?? null,
  };
}

/** The median as an estimate; null when there was no value. */
export function medianEstimate({ median, low, high }: ArmSummary): Estimate | null {
  return median === null ? null : { value: median, low, high };
}

function quantileEstimate(
  sorted: readonly number[],
  { share, alpha }: { readonly share: number; readonly alpha: number },
): Estimate | null {
  const value = sortedQuantile(sorted, share);
  if (value === null) return null;
  const below = outerRanks(binomialCdf(sorted.length, share), alpha);
  const above = outerRanks(binomialCdf(sorted.length, 1 - share), alpha);
  return {
    value,
    low: below === 0 ? null : sorted[below - 1] ?? null,
    high: above === 0 ? null : sorted[sorted.length - above] ?? null,
  };
}

function meanEstimate(values: readonly number[], alpha: number): Estimate | null {
  if (values.length === 0) return null;
  const value = mean([...values]);
  if (values.length < FEWEST_FOR_MEAN) return { value, low: null, high: null };
  const error = sampleStandardDeviation([...values]) / Math.sqrt(values.length);
  const reach = studentQuantile(1 - alpha / 2, values.length - 1) * error;
  return { value, low: value - reach, high: value + reach };
}
