// Where a series of nights breaks in two, and how likely chance breaks one so far. Knows nothing of what the values are.
import { median } from "../../model/quantile.ts";
import { type RandomSource, seededRandom } from "../../cost/statistics/seeded_random.ts";
import { MAD_SCALE, nightNoise } from "./night_noise.ts";

/** The best place to break a series. */
export interface Split {
  /** The first value behind the break. */
  readonly index: number;
  /** Places whose statistic is within five percent of the best: where the break may be as well. */
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
}

/** How a split is looked for. */
export interface SplitOptions {
  /** Fewest values on either side: what is shorter is a spike, no change. */
  readonly fewest: number;
  /** Shuffles at most; the smallest p-value is one over one more. */
  readonly shuffles: number;
  /** Same seed, same answer. */
  readonly seed: number;
}

/** After so many shuffles that break as far, chance is explanation enough. */
const ENOUGH = 20;
const MOST_DEVIATIONS = 4;
/** A likeness of neighbours of less standard errors than these is none. */
const LIKE_BY_CHANCE = 2;
/** A break by so many standard deviations is plain to see. */
const PLAIN_DEVIATIONS = 6;
const NEAR_BEST = 0.95;
/** Sums in another order differ by less of their size. */
const SAME = 1e-9;

/**
 * The split whose two means explain most; null for too few values. Wild nights are taken nearer, so that one weighs little
 * more than any other. The p-value is that of shuffled series: in blocks, as long as what neighbours have in common asks
 * for, since nights that resemble those before them break by chance more often. What is looked for is a rise or a fall, so
 * means do; energy distances, which see any change of distribution, take fifty times as long and find these no sooner.
 * Source: D. M. Hawkins, JASA 72 (1977) 180-186, for the statistic; length of blocks for a first-order autoregression by
 * E. Carlstein, Annals of Statistics 14 (1986) 1171-1179; stopping early by J. Besag and P. Clifford, Biometrika 78 (1991)
 * 301-304.
 */
export function splitSeries(
  values: readonly number[],
  { fewest, shuffles, seed }: SplitOptions,
): Split | null {
  const count = values.length;
  if (count < 2 * fewest) return null;
  const tamed = tame(values);
  const statistics: number[] = [];
  visitSplits(tamed, fewest, (statistic) => statistics.push(statistic));
  const best = Math.max(...statistics);
  if (best <= 0) return null;
  const index = statistics.indexOf(best) + fewest;
  const isNear = (statistic: number) => statistic >= NEAR_BEST * best;
  const random = seededRandom(seed);
  const length = blockLength(tamed, index, fewest);
  const shuffle = shuffler(tamed, length, random);
  let asFar = 0;
  let done = 0;
  while (done < shuffles && asFar < ENOUGH) {
    const shuffled = shuffle();
    done++;
    let most = 0;
    visitSplits(shuffled, fewest, (statistic) => {
      if (statistic > most) most = statistic;
    });
    if (most >= best * (1 - SAME)) asFar++;
  }
  return {
    index,
    low: statistics.findIndex(isNear) + fewest,
    high: statistics.findLastIndex(isNear) + fewest,
    pValue: asFar >= ENOUGH ? asFar / done : (asFar + 1) / (done + 1),
  };
}

/** With values that stray wildly taken to where straying is still believed: a spike must not decide. */
function tame(values: readonly number[]): Float64Array {
  const centre = median(values) ?? 0;
  const reach = MOST_DEVIATIONS * MAD_SCALE * (median(values.map((value) => Math.abs(value - centre))) ?? 0);
  if (reach === 0) return Float64Array.from(values);
  return Float64Array.from(values, (value) => Math.min(centre + reach, Math.max(centre - reach, value)));
}

/** The statistic of every split from `fewest` on: the squares that two means explain and one does not. */
function visitSplits(values: Float64Array, fewest: number, visit: (statistic: number) => void): void {
  const count = values.length;
  let total = 0;
  for (let place = 0; place < count; place++) total += values[place] ?? 0;
  let left = 0;
  for (let size = 1; size <= count - fewest; size++) {
    left += values[size - 1] ?? 0;
    if (size >= fewest) visit((left - (size / count) * total) ** 2 * count / (size * (count - size)));
  }
}

/** Blocks of this length keep what neighbours have in common; 1 where it is no more than chance gives. */
function blockLength(values: Float64Array, split: number, fewest: number): number {
  const parts = [values.subarray(0, split), values.subarray(split)];
  const { likeness } = nightNoise(parts.flatMap((part) => plainSegments(part, fewest)));
  if (likeness < LIKE_BY_CHANCE / Math.sqrt(values.length)) return 1;
  return Math.max(1, Math.round((2 * likeness / (1 - likeness ** 2)) ** (2 / 3) * Math.cbrt(values.length)));
}

/**
 * The segments between breaks that nobody needs a test for: left in, neighbours on both sides of one would pass for alike.
 * Noise is told by the differences of neighbours, which a few breaks do not touch.
 */
function plainSegments(values: Float64Array, fewest: number): readonly (readonly number[])[] {
  const steps = Array.from(values.subarray(1), (value, index) => Math.abs(value - (values[index] ?? 0)));
  const variance = (MAD_SCALE * (median(steps) ?? 0)) ** 2 / 2;
  const { index, statistic } = bestSplit(values, fewest);
  if (index === 0 || statistic <= PLAIN_DEVIATIONS ** 2 * variance) return [[...values]];
  return [values.subarray(0, index), values.subarray(index)].flatMap((part) => plainSegments(part, fewest));
}

/** The first of the best splits; index 0 where there is none. */
function bestSplit(
  values: Float64Array,
  fewest: number,
): { readonly index: number; readonly statistic: number } {
  let best = { index: 0, statistic: 0 };
  let index = fewest;
  visitSplits(values, fewest, (statistic) => {
    if (statistic > best.statistic) best = { index, statistic };
    index++;
  });
  return best;
}

/**
 * Puts the blocks of a series in another order each time it is called; the first one may be short, so that they begin
 * anywhere. What it gives is the same array each time.
 */
function shuffler(values: Float64Array, length: number, random: RandomSource): () => Float64Array {
  const count = values.length;
  const shuffled = Float64Array.from(values);
  if (length === 1) return () => shuffle(shuffled, random);
  const starts = new Float64Array(Math.ceil(count / length) + 1);
  return () => {
    const first = Math.floor(random() * length) - length;
    for (let block = 0; block < starts.length; block++) starts[block] = first + block * length;
    shuffle(starts, random);
    let place = 0;
    for (const start of starts) {
      const end = Math.min(count, start + length);
      for (let index = Math.max(0, start); index < end; index++) shuffled[place++] = values[index] ?? 0;
    }
    return shuffled;
  };
}

/** In place, every order as likely as any other. */
function shuffle(values: Float64Array, random: RandomSource): Float64Array {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
  return values;
}
