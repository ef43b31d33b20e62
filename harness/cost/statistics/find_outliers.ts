// Remarks on values that lie far from the rest. They are named, never left out.
import { medianAbsoluteDeviation } from "simple-statistics";
import { median } from "../../model/quantile.ts";

/** A value that lies far out: where it stands in the input and how far out it is. */
export interface OutlierRemark {
  readonly index: number;
  readonly value: number;
  /** Signed modified z-score. */
  readonly modifiedZ: number;
}

/** Beyond this a value is remarked on (Iglewicz and Hoaglin's own recommendation). */
const OUTLIER_LIMIT = 3.5;

/**
 * Values whose modified z-score is beyond 3.5. Where more than half the values are equal, the mean absolute
 * deviation stands in for the median one. Fewer than four values say nothing.
 * Source: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (1993), §3.
 */
export function findOutliers(values: readonly number[]): readonly OutlierRemark[] {
  const middle = median(values);
  if (middle === null || values.length < 4) return [];
  const scale = robustScale(values, middle);
  if (scale === 0) return [];
  return values
    .map((value, index) => ({ index, value, modifiedZ: (value - middle) / scale }))
    .filter((remark) => Math.abs(remark.modifiedZ) > OUTLIER_LIMIT);
}

function robustScale(values: readonly number[], middle: number): number {
  const deviation = medianAbsoluteDeviation([...values]);
  if (deviation > 0) return deviation / 0.6745;
  const mean = values.reduce((sum, value) => sum + Math.abs(value - middle), 0) / values.length;
  return mean * 1.253314;
}
