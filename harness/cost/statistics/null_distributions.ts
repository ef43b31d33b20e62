// Exact distributions of two statistics when nothing differs. Leaves their use to tests and intervals.

/**
 * Cumulative distribution of the number of discordant pairs among n values in random order: entry k is
 * P(K ≤ k), k = 0 … n(n-1)/2. Kendall's S is n(n-1)/2 - 2K.
 * Source: M. G. Kendall, Biometrika 30 (1938) 81-93.
 */
export function discordantPairsCdf(n: number): readonly number[] {
  const counts = new Float64Array((n * (n - 1)) / 2 + 1);
  counts[0] = 1;
  for (let i = 2; i <= n; i++) {
    multiplyByOneMinusPower(counts, i);
    divideByOneMinusPower(counts, 1);
    scale(counts, 1 / i);
  }
  return cumulative(counts);
}

/** Cumulative distribution of successes in n trials of probability p: entry k is P(X ≤ k). */
export function binomialCdf(n: number, p: number): readonly number[] {
  const counts = new Float64Array(n + 1);
  counts[0] = 1;
  for (let trial = 1; trial <= n; trial++) {
    for (let k = trial; k >= 1; k--) counts[k] = (counts[k] ?? 0) * (1 - p) + (counts[k - 1] ?? 0) * p;
    counts[0] = (counts[0] ?? 0) * (1 - p);
  }
  return cumulative(counts);
}

/**
 * The largest k for which the k outermost values on either side may be left out with at most `alpha` risk in
 * all: P(statistic ≤ k - 1) ≤ alpha / 2. 0 means that no interval of that confidence exists.
 */
export function outerRanks(cdf: readonly number[], alpha: number): number {
  const inside = cdf.findIndex((probability) => probability > alpha / 2);
  return inside === -1 ? cdf.length : inside;
}

function multiplyByOneMinusPower(counts: Float64Array, power: number): void {
  for (let k = counts.length - 1; k >= power; k--) counts[k] = (counts[k] ?? 0) - (counts[k - power] ?? 0);
}

function divideByOneMinusPower(counts: Float64Array, power: number): void {
  for (let k = power; k < counts.length; k++) counts[k] = (counts[k] ?? 0) + (counts[k - power] ?? 0);
}

function scale(counts: Float64Array, factor: number): void {
  for (let k = 0; k < counts.length; k++) counts[k] = (counts[k] ?? 0) * factor;
}

function cumulative(counts: Float64Array): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  return Array.from(counts, (count) => (sum += count) / total);
}
