// How often an effect is found, how often its interval holds it, and how wide that is.
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { NEIGHBOURS_FROM } from "../../cost/statistics/quads/quad.ts";
import { quadShift } from "../../cost/statistics/quads/quad_shift.ts";
import { compareRanks } from "../../cost/statistics/ranks/compare_ranks.ts";
import { generateQuads } from "./generated_quads.ts";
import { type Noise, NOISES } from "./noises.ts";
import { relabelledMeans } from "./relabelled_means.ts";
import { arm, TEXTBOOK } from "./textbook.ts";
import { widthRatio } from "./width_ratio.ts";

/** One kind of noise with so many blocks in each arm. All numbers are shares. */
export interface PowerRow {
  readonly noise: Noise;
  readonly blocksPerArm: number;
  /** Found alone, p ≤ 0.05, for each effect. */
  readonly power: readonly number[];
  /** Found as the first of three main measurements judged together, p ≤ 0.05 / 3. */
  readonly powerOfThree: readonly number[];
  /** Found alone where the order of the blocks is not used. */
  readonly powerUnordered: readonly number[];
  readonly coverage: number;
  /** Width against the narrowest textbook interval that itself holds the truth in 93 % of rounds, but for chance. */
  readonly width: number;
  /** Standard error of that. */
  readonly widthError: number;
  /** The same for the relabelled means, the narrowest that relabelling whole quads allows. Null from twelve blocks on. */
  readonly reachable: number | null;
}

/** What is added, as a share of what a block uses without it. */
export const EFFECTS = [0.05, 0.2, 1] as const;
/** Blocks in each arm. */
export const BLOCKS = [6, 12, 24] as const;
const MAIN_MEASUREMENTS = 3;
/** The effect of whose rounds the intervals are looked at; a shift moves an interval and no more. */
const COVERED_EFFECT = 1;
const LEAST_COVERAGE = 0.93;

/** What the rows are made of. */
export interface PowerOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly noises?: readonly Noise[];
  readonly blocks?: readonly number[];
}

/** A row for each kind of noise and number of blocks. The same rounds and seed give the same rows. */
export function powerRows(
  { rounds, seed, noises = NOISES, blocks = BLOCKS }: PowerOptions,
): readonly PowerRow[] {
  return noises.flatMap((noise) =>
    blocks.map((blocksPerArm) => powerRow(noise, blocksPerArm, { rounds, seed }))
  );
}

function powerRow(
  noise: Noise,
  blocksPerArm: number,
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): PowerRow {
  const found = EFFECTS.map(() => ({ alone: 0, ofThree: 0, unordered: 0 }));
  let covered = 0;
  const ours: number[] = [];
  const ofMeans: number[] = [];
  const rivals = TEXTBOOK.map(() => ({ covered: 0, widths: [] as number[] }));
  EFFECTS.forEach((added, effect) => {
    const random = seededRandom(seed + 1000 * effect);
    const count = found[effect];
    for (let round = 0; round < rounds && count !== undefined; round++) {
      const quads = generateQuads({ noise, blocksPerArm, added, random });
      const { pValue, low, high } = quadShift(quads) ?? { pValue: 1, low: null, high: null };
      if (pValue <= 0.05) count.alone++;
      if (pValue <= 0.05 / MAIN_MEASUREMENTS) count.ofThree++;
      if (compareRanks(arm(quads, false), arm(quads, true)) <= 0.05) count.unordered++;
      if (effect !== COVERED_EFFECT) continue;
      if ((low ?? -Infinity) <= added && added <= (high ?? Infinity)) covered++;
      ours.push((high ?? Infinity) - (low ?? -Infinity));
      if (blocksPerArm < NEIGHBOURS_FROM) {
        const means = relabelledMeans(quads);
        ofMeans.push(means.high - means.low);
      }
      TEXTBOOK.forEach((interval, place) => {
        const rival = rivals[place];
        const ends = interval(quads);
        if (rival === undefined) return;
        if (ends.low <= added && added <= ends.high) rival.covered++;
        rival.widths.push(ends.high - ends.low);
      });
    }
  });
  const least = LEAST_COVERAGE * rounds - 2 * Math.sqrt(rounds * LEAST_COVERAGE * (1 - LEAST_COVERAGE));
  const honest = rivals.filter((rival) => rival.covered >= least).map(({ widths }) =>
    widthRatio(ours, widths)
  );
  const width = honest.toSorted((a, b) => b.ratio - a.ratio)[0] ?? { ratio: 0, error: 0 };
  return {
    noise,
    blocksPerArm,
    power: found.map(({ alone }) => alone / rounds),
    powerOfThree: found.map(({ ofThree }) => ofThree / rounds),
    powerUnordered: found.map(({ unordered }) => unordered / rounds),
    coverage: covered / rounds,
    width: width.ratio,
    widthError: width.error,
    reachable: ofMeans.length === 0 ? null : width.ratio / widthRatio(ours, ofMeans).ratio,
  };
}
