// Exact distributions of three rank statistics when nothing differs. Leaves their use to tests and intervals.

/**
 * Cumulative distribution of the Mann-Whitney U without ties: entry u is P(U ≤ u), u = 0 … m·n.
 * Source: H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18 (1947) 50-60 (the recurrence, as a product of
 * polynomials).
 */
export function mannWhitneyCdf(m: number, n: number): readonly number[] {
  // Generating function: product over i = 1 … m of (1 - q^(n+i)) / (1 - q^i).
  const size = m * n + 1;
  const counts = new Float64Array(size);
  counts[0] = 1;
  for (let i = 1; i <= m; i++) {
    multiplyByOneMinusPower(counts, n + i);
    divideByOneMinusPower(counts, i);
  }
  return cumulative(counts);
}

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

/** Cumulative distribution of heads in n tosses of a fair coin: entry k is P(X ≤ k). */
export function fairCoinCdf(n: number): readonly number[] {
  const counts = new Float64Array(n + 1);
  counts[0] = 1;
  for (let toss = 1; toss <= n; toss++) {
    for (let k = toss; k >= 1; k--) counts[k] = ((counts[k] ?? 0) + (counts[k - 1] ?? 0)) / 2;
    counts[0] = (counts[0] ?? 0) / 2;
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
