// What one arm measured, in three numbers. Leaves the comparison of arms to compare_arms.ts.
import type { Estimate } from "./hodges_lehmann.ts";
import { fairCoinCdf, outerRanks } from "./null_distributions.ts";
import { sortedQuantile, sortNumbers } from "../../model/quantile.ts";

/** Number of blocks, their median, and the interval of the median (null when too few blocks carry one). */
export interface ArmSummary {
  readonly n: number;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Median with the interval between order statistics that the sign test gives; at 95 % it needs six values.
 * Source: W. R. Thompson, Ann. Math. Stat. 7 (1936) 122-128; H. A. David, Order Statistics, §2.5.
 */
export function summarizeArm(values: readonly number[], alpha = 0.05): ArmSummary {
  const sorted = sortNumbers(values);
  const outer = outerRanks(fairCoinCdf(sorted.length), alpha);
  const middle = sortedQuantile(sorted, 0.5);
  if (middle === null || outer === 0) return { n: sorted.length, median: middle, low: null, high: null };
  return {
    n: sorted.length,
    median: middle,
    low: sorted[outer - 1] ?? null,
    high: sorted[sorted.length - outer] ?? null,
  };
}

/** A summary as an estimate; null when there was no value. */
export function armEstimate(summary: ArmSummary): Estimate | null {
  if (summary.median === null) return null;
  return { value: summary.median, low: summary.low, high: summary.high };
}
