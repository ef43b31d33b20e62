// The median of some times with its interval.
import { binomialCdf, outerRanks } from "../../cost/statistics/null_distributions.ts";
import type { Estimate } from "../../cost/statistics/estimate.ts";
import { median, sortNumbers } from "../../model/quantile.ts";

const ALPHA = 0.05;

/**
 * Median with the interval between order statistics that holds it in 95 %, whatever the distribution; null ends for fewer
 * than six values, null for none.
 * Source: W. R. Thompson, Annals of Mathematical Statistics 7 (1936) 122-128.
 */
export function medianOf(values: readonly number[]): Estimate | null {
  const value = median(values);
  if (value === null) return null;
  const sorted = sortNumbers(values);
  const outer = outerRanks(binomialCdf(sorted.length, 0.5), ALPHA);
  if (outer === 0) return { value, low: null, high: null };
  return { value, low: sorted[outer - 1] ?? null, high: sorted[sorted.length - outer] ?? null };
}
