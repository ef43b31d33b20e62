// The difference of two values that were found apart from each other, each with its interval.
import type { Estimate } from "../../cost/statistics/estimate.ts";

/**
 * Other minus one, with an interval made of both intervals; null ends where one of them has none. The intervals need not
 * be symmetric.
 * Source: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693-1702 (for shares: R. G. Newcombe, Statistics in
 * Medicine 17 (1998) 873-890).
 */
export function differenceOf(one: Estimate, other: Estimate): Estimate {
  const value = other.value - one.value;
  if (one.low === null || one.high === null || other.low === null || other.high === null) {
    return { value, low: null, high: null };
  }
  return {
    value,
    low: value - Math.hypot(other.value - other.low, one.high - one.value),
    high: value + Math.hypot(other.high - other.value, one.value - one.low),
  };
}

/** Whether the interval leaves 0 out: a difference that chance alone seldom gives. False without an interval. */
export function isBeyondChance({ low, high }: Estimate): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}
