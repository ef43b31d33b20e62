// The trend of a series, undisturbed by single wild values. A leak is a slope whose interval is above 0.
import { mean } from "simple-statistics";
import { normalQuantile } from "../../model/normal_quantile.ts";
import { sortedQuantile, sortNumbers } from "../../model/quantile.ts";
import type { Estimate } from "./estimate.ts";
import { discordantPairsCdf, outerRanks } from "./null_distributions.ts";

/** One point of a series. */
export interface SeriesPoint {
  readonly x: number;
  readonly y: number;
}

/** Above this number of points the normal approximation is as good as the exact distribution, and faster. */
const EXACT_UP_TO = 40;

/**
 * The median slope over all pairs of points with different x, in units of y per unit of x, with Sen's interval.
 * Null for fewer than two points or when all x are equal; null ends for too few points.
 * The work grows with the square of the points: thin a long series out first (`thinOut`).
 * Source: H. Theil, Indag. Math. 12 (1950) 85-91; P. K. Sen, JASA 63 (1968) 1379-1389.
 */
export function theilSenSlope(points: readonly SeriesPoint[], alpha = 0.05): Estimate | null {
  const slopes: number[] = [];
  points.forEach((later, index) => {
    for (let before = 0; before < index; before++) {
      const earlier = points[before];
      if (earlier === undefined || earlier.x === later.x) continue;
      slopes.push((later.y - earlier.y) / (later.x - earlier.x));
    }
  });
  const sorted = sortNumbers(slopes);
  const value = sortedQuantile(sorted, 0.5);
  if (value === null) return null;
  const outer = outerSlopes(points.length, alpha);
  if (outer === 0) return { value, low: null, high: null };
  return { value, low: sorted[outer - 1] ?? null, high: sorted[sorted.length - outer] ?? null };
}

/** Means over equal stretches of the series, at most `limit` of them; a short series comes back as it is. */
export function thinOut(points: readonly SeriesPoint[], limit: number): readonly SeriesPoint[] {
  if (points.length <= limit) return points;
  const stretch = points.length / limit;
  return Array.from({ length: limit }, (_, index) => {
    const part = points.slice(Math.floor(index * stretch), Math.floor((index + 1) * stretch));
    return { x: mean(part.map(({ x }) => x)), y: mean(part.map(({ y }) => y)) };
  });
}

function outerSlopes(n: number, alpha: number): number {
  if (n <= EXACT_UP_TO) return outerRanks(discordantPairsCdf(n), alpha);
  // Variance of Kendall's S; half of what S may reach is left on either side.
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const reach = normalQuantile(1 - alpha / 2) * deviation;
  return Math.max(0, Math.floor((n * (n - 1)) / 4 - reach / 2));
}
