// A series of nights as segments between its changes.
import { type Split, type SplitOptions, splitSeries } from "./split_series.ts";

/** How segments are looked for. */
export interface SegmentOptions extends SplitOptions {
  /** A break that chance gives as often is none. */
  readonly level: number;
}

/**
 * The changes of a series in order, each with its interval; none where nothing breaks it beyond chance. Splits what a
 * split leaves on both sides again.
 */
export function segmentSeries(values: readonly number[], options: SegmentOptions): readonly Split[] {
  const split = splitSeries(values, options);
  if (split === null || split.pValue > options.level) return [];
  const { index } = split;
  const after = segmentSeries(values.slice(index), options);
  return [
    ...segmentSeries(values.slice(0, index), options),
    split,
    ...after.map((one) => ({
      ...one,
      index: one.index + index,
      low: one.low + index,
      high: one.high + index,
    })),
  ];
}
