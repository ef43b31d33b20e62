// How much behavior monitoring adds, with the interval that the test of quad_ranks.ts leaves.
import type { Estimate } from "../estimate.ts";
import { layOutQuads, mirrored, type QuadLayout } from "./lay_out_quads.ts";
import type { Quad } from "./quad.ts";
import { quadRanksLean, quadRanksP } from "./quad_ranks.ts";

/** An effect with the p-value that it is none. */
export interface QuadShift extends Estimate {
  readonly pValue: number;
}

/**
 * The shift that leaves the blocks of both arms the same ranks, and all shifts that the test does not reject: 0 is outside
 * of the interval exactly when p ≤ alpha. To nine digits of what blocks of a quad differ by. Null without a quad; null
 * ends where too few quads could reject anything.
 * Source: J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 34 (1963) 598-611; interval by inverting the test,
 * E. L. Lehmann, Nonparametrics (1975), §2.6 and §4.3.
 */
export function quadShift(quads: readonly Quad[], alpha = 0.05): QuadShift | null {
  const layout = layOutQuads(quads);
  const differences = quads.flatMap(differencesIn);
  if (differences.length === 0) return null;
  const [least, most] = [Math.min(...differences), Math.max(...differences)];
  const precision = Math.max(2 * layout.tolerance, 1e-9 * (most - least));
  // Beyond these every block on ranks below, or above, all blocks off of its quad.
  const range = { from: least - 16 * precision, to: most + 16 * precision, precision };
  const turned = mirrored(layout);
  const value = middleOf(layout, range);
  const low = lowEnd(layout, { ...range, to: value, alpha });
  const high = lowEnd(turned, { from: -range.to, to: -value, precision, alpha });
  const pValue = quadRanksP(layout);
  const rounded = roundTo(precision);
  const ends = low === null || high === null
    ? { low: null, high: null }
    : { low: rounded(Math.min(low, value)), high: rounded(Math.max(-high, value)) };
  return {
    value: rounded(value),
    pValue,
    ...agreeing(ends, { isRejected: pValue <= alpha, value, precision }),
  };
}

/** The same for the factor on over off, by way of the logarithms. Null also when a value is not above 0. */
export function quadRatio(quads: readonly Quad[], alpha = 0.05): Estimate | null {
  if (quads.flat().some(({ value }) => value <= 0)) return null;
  const logs = quadShift(
    quads.map((quad) => quad.map((one) => ({ ...one, value: Math.log(one.value) }))),
    alpha,
  );
  if (logs === null) return null;
  const back = (end: number | null) => end === null ? null : Math.exp(end);
  return { value: Math.exp(logs.value), low: back(logs.low), high: back(logs.high) };
}

function differencesIn(quad: Quad): readonly number[] {
  const off = quad.filter(({ isOn }) => !isOn);
  return quad.filter(({ isOn }) => isOn).flatMap((on) => off.map((one) => on.value - one.value));
}

/** Between the last shift with which the blocks on still rank high and the first with which they rank low. */
function middleOf(layout: QuadLayout, { from, to, precision }: Range): number {
  const high = lastWhere((shift) => quadRanksLean(layout, shift) > 0, { from, to, precision });
  if (quadRanksLean(layout, high + 2 * precision) < 0) return high;
  const low = lastWhere((shift) => quadRanksLean(layout, shift) >= 0, { from: high, to, precision });
  return (high + low) / 2;
}

/** The last shift below the estimate that the test rejects; null where it rejects nothing. */
function lowEnd(
  layout: QuadLayout,
  { from, to, precision, alpha }: Range & { readonly alpha: number },
): number | null {
  const rejects = (shift: number) => quadRanksP(layout, shift) <= alpha;
  return rejects(from) ? lastWhere(rejects, { from, to, precision }) : null;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly precision: number;
}

/** Where something that holds at `from` ceases to hold on the way to `to`, by halving. */
function lastWhere(holds: (shift: number) => boolean, { from, to, precision }: Range): number {
  let [yes, no] = [from, to];
  while (no - yes > precision) {
    const middle = (yes + no) / 2;
    if (middle <= yes || middle >= no) break;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return (yes + no) / 2;
}

/** Rounds to a decimal place that the precision bears. */
function roundTo(precision: number): (value: number) => number {
  const places = Math.min(100, Math.max(0, Math.floor(-Math.log10(precision)) - 1));
  return (value) => Number(value.toFixed(places)) + 0;
}

/** An end that halving found next to 0 may lie on the other side of it than the test says. */
function agreeing(
  { low, high }: Pick<Estimate, "low" | "high">,
  { isRejected, value, precision }: {
    readonly isRejected: boolean;
    readonly value: number;
    readonly precision: number;
  },
): Pick<Estimate, "low" | "high"> {
  if (low === null || high === null) return { low, high };
  if (!isRejected) return { low: Math.min(low, 0), high: Math.max(high, 0) };
  if (value > 0 && low <= 0) return { low: Math.min(value, precision), high };
  if (value < 0 && high >= 0) return { low, high: Math.max(value, -precision) };
  return { low, high };
}
