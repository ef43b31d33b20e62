// The test of a measurement: blocks are compared within their quad only, so that what drifts from quad to quad adds
// nothing. Leaves the size of the effect to quad_shift.ts.
import { errorFunction } from "simple-statistics";
import { sortNumbers } from "../../../model/quantile.ts";

/** One block of a quad, in the order measured. */
export interface QuadBlock {
  readonly isOn: boolean;
  readonly value: number;
}

/** Blocks measured one after the other, as many with behavior monitoring on as off: A B B A, B A A B, or a last pair. */
export type Quad = readonly QuadBlock[];

/** Quads with their own mean taken out, and which blocks may change labels with which. */
export interface AlignedQuads {
  readonly values: readonly number[];
  readonly isOn: readonly boolean[];
  /** Places of the blocks among which labels are dealt out anew. */
  readonly groups: readonly (readonly number[])[];
  /** Values closer than this are the same number, calculated on two ways. */
  readonly tolerance: number;
}

/**
 * From this number of blocks in each arm on, labels change only within the two neighbours of each half quad: enough
 * of them are left for small p-values, and neighbours are alike even where a quad as a whole is not (random walk).
 */
const NEIGHBOURS_FROM = 12;
/** Blocks in each arm up to which every labelling counts; beyond, the normal approximation. */
const EXACT_UP_TO = 50;
/** What the approximation can tell from 0. */
const SMALLEST_NORMAL_P = 1e-6;

/** Takes the mean of each quad out of its blocks. @throws RangeError on a quad without as many blocks on as off. */
export function alignQuads(quads: readonly Quad[]): AlignedQuads {
  const blocks = quads.flat();
  let place = 0;
  const largest = Math.max(0, ...blocks.map(({ value }) => Math.abs(value)));
  const perArm = blocks.length / 2;
  return {
    values: quads.flatMap((quad) => {
      if (!isBalanced(quad)) throw new RangeError("A quad has as many blocks on as off");
      const middle = quad.reduce((sum, { value }) => sum + value, 0) / quad.length;
      return quad.map(({ value }) => value - middle);
    }),
    isOn: blocks.map(({ isOn }) => isOn),
    groups: quads.flatMap((quad) =>
      exchangeable(quad, perArm).map((size) => Array.from({ length: size }, () => place++))
    ),
    tolerance: largest === 0 ? 1 : largest * 2 ** -44,
  };
}

/** Whether as many blocks are on as off. */
export function isBalanced(quad: Quad): boolean {
  return quad.length > 0 && 2 * quad.filter(({ isOn }) => isOn).length === quad.length;
}

/** Sizes of the groups of a quad. */
function exchangeable(quad: Quad, perArm: number): readonly number[] {
  const halves = [quad.slice(0, 2), quad.slice(2)];
  return quad.length === 4 && perArm >= NEIGHBOURS_FROM && halves.every(isBalanced) ? [2, 2] : [quad.length];
}

/**
 * Two-sided p-value that behavior monitoring adds `shift`: the rank sum of the aligned values of the blocks with it on,
 * among all ways to deal the labels out within the groups. Exact with ties; beyond 50 blocks in each arm the normal
 * approximation of the same distribution, with ties. 1 for no blocks.
 * Source: aligned ranks, J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 33 (1962) 482-497; the null as a product of
 * counting polynomials as in B. Streitberg and J. Röhmel, Statistical Software Newsletter 12 (1986) 10-17.
 */
export function quadRanksP(quads: AlignedQuads, shift = 0): number {
  const ranks = doubledRanks(quads, shift);
  const at = (place: number) => ranks[place] ?? 0;
  const observed = quads.isOn.reduce((sum, isOn, place) => isOn ? sum + at(place) : sum, 0);
  const sums = quads.groups.map((group) => halfSums(group.map(at)));
  return quads.isOn.length > 2 * EXACT_UP_TO ? normalP(sums, observed) : exactP(sums, observed);
}

/** The smallest p-value that so many blocks in each arm, measured in quads and a last pair, can have. */
export function smallestP(perArm: number): number {
  if (perArm > EXACT_UP_TO) return SMALLEST_NORMAL_P;
  const labellings = perArm >= NEIGHBOURS_FROM
    ? 2 ** perArm
    : 6 ** Math.floor(perArm / 2) * 2 ** (perArm % 2);
  return Math.min(1, 2 / labellings);
}

/** The fewest blocks in each arm with which one of so many measurements, judged together after Holm, can be claimed. */
export function fewestBlocks(measurements: number, alpha = 0.05): number {
  let perArm = 2;
  while (smallestP(perArm) * measurements > alpha && perArm < EXACT_UP_TO) perArm++;
  return perArm;
}

/** Mid-ranks times two, so that they are whole numbers, once the shift is taken out. */
function doubledRanks({ values, isOn, tolerance }: AlignedQuads, shift: number): readonly number[] {
  const keys = values.map((value, place) =>
    Math.round((value + (isOn[place] === true ? -shift / 2 : shift / 2)) / tolerance)
  );
  const sorted = sortNumbers(keys);
  const rankOf = new Map<number, number>();
  for (let first = 0; first < sorted.length;) {
    const key = sorted[first] ?? 0;
    let next = first;
    while (sorted[next] === key) next++;
    rankOf.set(key, first + next + 1);
    first = next;
  }
  return keys.map((key) => rankOf.get(key) ?? 0);
}

/** Sums of every half of a group of two or four. */
function halfSums(ranks: readonly number[]): readonly number[] {
  const sums = ranks.length === 2
    ? ranks
    : ranks.flatMap((rank, place) => ranks.slice(place + 1).map((other) => rank + other));
  return sortNumbers(sums);
}

/** To every half of a group there is the other half, so the distribution is symmetric: one tail, twice. */
function exactP(sums: readonly (readonly number[])[], observed: number): number {
  let least = 0;
  let most = 0;
  let labellings = 1;
  for (const group of sums) {
    least += group[0] ?? 0;
    most += group.at(-1) ?? 0;
    labellings *= group.length;
  }
  const centre = (least + most) / 2;
  if (observed === centre) return 1;
  const counts = new Float64Array(Math.min(observed, 2 * centre - observed) - least + 1);
  counts[0] = 1;
  let reach = 0;
  for (const group of sums) {
    reach = Math.min(counts.length - 1, reach + addGroup(counts, group, reach));
  }
  return Math.min(1, 2 * counts.reduce((sum, count) => sum + count, 0) / labellings);
}

/** Multiplies the counts by those of one more group, in place from above; says how much farther they reach. */
function addGroup(counts: Float64Array, group: readonly number[], reach: number): number {
  const first = group[0] ?? 0;
  const steps = Int32Array.from(group, (sum) => sum - first);
  const farther = steps[steps.length - 1] ?? 0;
  for (let place = Math.min(counts.length - 1, reach + farther); place >= 0; place--) {
    let sum = 0;
    for (let at = 0; at < steps.length; at++) {
      const from = place - (steps[at] ?? 0);
      if (from < 0) break;
      sum += counts[from] ?? 0;
    }
    counts[place] = sum;
  }
  return farther;
}

function normalP(sums: readonly (readonly number[])[], observed: number): number {
  let centre = 0;
  let variance = 0;
  for (const group of sums) {
    const mean = group.reduce((sum, one) => sum + one, 0) / group.length;
    centre += mean;
    variance += group.reduce((sum, one) => sum + (one - mean) ** 2, 0) / group.length;
  }
  if (variance === 0) return 1;
  // Doubled ranks go in steps of two: half a step is one.
  const z = Math.max(0, Math.abs(observed - centre) - 1) / Math.sqrt(variance);
  return Math.max(SMALLEST_NORMAL_P, Math.min(1, 1 - errorFunction(z / Math.SQRT2)));
}
