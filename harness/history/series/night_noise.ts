// How much nights of one segment differ by themselves.
import { median } from "../../model/quantile.ts";

/** What nights do without any change. */
export interface NightNoise {
  /** Standard deviation of one night, undisturbed by single wild ones. */
  readonly deviation: number;
  /** Correlation of neighbours, from 0 (none, or less) to {@linkcode MOST_LIKENESS}. */
  readonly likeness: number;
}

/** Makes a median absolute deviation the standard deviation of a normal distribution. */
export const MAD_SCALE = 1.4826;
/** More cannot be told from a series that wanders. */
const MOST_LIKENESS = 0.9;

/**
 * Of nights in segments, each around the median of its own.
 * Source: what a short series hides of its correlation, M. G. Kendall, Biometrika 41 (1954) 403-404.
 */
export function nightNoise(segments: readonly (readonly number[])[]): NightNoise {
  const rest = segments.flatMap((segment) => {
    const centre = median(segment) ?? 0;
    return segment.map((value) => value - centre);
  });
  const deviation = MAD_SCALE * (median(rest.map(Math.abs)) ?? 0);
  const power = rest.reduce((sum, value) => sum + value * value, 0);
  const shared = rest.reduce((sum, value, index) => sum + value * (rest[index + 1] ?? 0), 0);
  const seen = power === 0 ? 0 : shared / power;
  // What so few nights show of it falls short by this much.
  const likeness = seen + (1 + 4 * seen) / Math.max(1, rest.length);
  return { deviation, likeness: power === 0 ? 0 : Math.min(MOST_LIKENESS, Math.max(0, likeness)) };
}

/**
 * Standard deviation of the difference of two means of so many nights each, of which neighbours are alike.
 * Source: effective size of a first-order autoregression, G. V. Bayley and J. M. Hammersley, J. R. Stat. Soc. Suppl. 8
 * (1946) 184-197.
 */
export function deviationOfDifference(
  { deviation, likeness }: NightNoise,
  one: number,
  other: number,
): number {
  return deviation * Math.sqrt((1 / one + 1 / other) * ((1 + likeness) / (1 - likeness)));
}
