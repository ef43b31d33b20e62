// Median, other quantiles and the ends of some numbers. Leaves intervals to wilson_interval.ts and to the cost room.

/**
 * The quantile of some numbers by linear interpolation between order statistics; null for no values.
 * Throws RangeError for a share outside 0 to 1 or a value that is not finite.
 * Source: R. J. Hyndman and Y. Fan, American Statistician 50 (1996) 361-365, definition 7.
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`Cannot take the quantile ${share}: it must lie between 0 and 1`);
  }
  return sortedQuantile(sortNumbers(values), share);
}

/** The median; null for no values. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** The 95th percentile (definition 7, as `quantile`); null for no values. */
export function p95(values: readonly number[]): number | null {
  return quantile(values, 0.95);
}

/** A sorted copy. Throws RangeError for a value that is not finite. */
export function sortNumbers(values: readonly number[]): readonly number[] {
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`Cannot sort ${wrong}: every value must be finite`);
  return values.toSorted((a, b) => a - b);
}

/** As `quantile`, of values that are sorted already and not checked again. */
export function sortedQuantile(sorted: ArrayLike<number>, share: number): number | null {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - Math.floor(position));
}

/** The highest of any number of values: as arguments of `Math.max` a hundred thousand are too many. -Infinity of none. */
export function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

/** The lowest of any number of values; Infinity of none. */
export function lowest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}
