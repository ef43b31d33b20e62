// How much wider one kind of interval is than another for the same blocks, with what chance leaves open.

/** Mean width over mean width. */
export interface WidthRatio {
  readonly ratio: number;
  /** Its standard error, from rounds as pairs. */
  readonly error: number;
}

/**
 * Of widths round by round. Source: the variance of a ratio of means by its first derivatives, W. G. Cochran, Sampling
 * Techniques, §6.4.
 */
export function widthRatio(ours: readonly number[], theirs: readonly number[]): WidthRatio {
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
  const ratio = sum(ours) / sum(theirs);
  const squares = sum(ours.map((one, round) => (one - ratio * (theirs[round] ?? 0)) ** 2));
  return { ratio, error: Math.sqrt(squares) / sum(theirs) };
}
