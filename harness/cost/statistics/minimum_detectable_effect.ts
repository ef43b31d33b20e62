// The smallest effect that a measurement of this size and noise would have shown four times in five.
import { sampleVariance } from "simple-statistics";
import { studentQuantile } from "./student_quantile.ts";

/** What decides how small an effect can be seen. */
export interface DetectionLimits {
  readonly reference: readonly number[];
  readonly other: readonly number[];
  readonly alpha: number;
  /** An effect below the floor or within the A/A spread is never reported: it cannot be detected either. */
  readonly floor: number;
  readonly nullSpread: number | null;
}

/** Chance to see an effect of the size given. */
const POWER = 0.8;

/** Efficiency of rank methods against the t test under normal noise: 3/π (Hodges and Lehmann 1956). */
const RANK_EFFICIENCY = 3 / Math.PI;

/**
 * Shift that would be seen with a chance of 80 %: the t test's formula, made larger by the efficiency of ranks,
 * plus the limit below which nothing counts. Null with fewer than two blocks in an arm.
 * Source: G. E. Noether, JASA 82 (1987) 645-647 for rank tests; limits added in front because the effect must
 * exceed them *and* be significant.
 */
export function minimumDetectableEffect(limits: DetectionLimits): number | null {
  const m = limits.reference.length;
  const n = limits.other.length;
  if (m < 2 || n < 2) return null;
  const freedom = m + n - 2;
  const pooled = Math.sqrt(
    (sampleVariance([...limits.reference]) * (m - 1) + sampleVariance([...limits.other]) * (n - 1)) / freedom,
  );
  const error = pooled * Math.sqrt((1 / m + 1 / n) / RANK_EFFICIENCY);
  const significant = studentQuantile(1 - limits.alpha / 2, freedom) * error;
  const wanted = Math.max(significant, limits.floor, limits.nullSpread ?? 0);
  return wanted + studentQuantile(POWER, freedom) * error;
}
