// How much behavior monitoring adds, with the interval that the test of quad_ranks.ts leaves.
import { sortedQuantile } from "../../../model/quantile.ts";
import type { Estimate } from "../estimate.ts";
import { type AlignedQuads, alignQuads, type Quad, quadRanksP } from "./quad_ranks.ts";

/** An effect with the p-value that it is none. */
export interface QuadShift extends Estimate {
  readonly pValue: number;
}

/**
 * The median of all differences on minus off between values aligned within their quads, and all shifts that the test
 * does not reject: 0 is outside of the interval exactly when p ≤ alpha. Null without a quad; null ends where too few
 * quads could reject anything.
 * Source: J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 34 (1963) 598-611, on aligned values; interval by inverting
 * the test, E. L. Lehmann, Nonparametrics (1975), §2.6 and §4.3.
 */
export function quadShift(quads: readonly Quad[], alpha = 0.05): QuadShift | null {
  const aligned = alignQuads(quads);
  const differences = differencesOf(aligned);
  const value = sortedQuantile(differences, 0.5);
  if (value === null) return null;
  const pValue = quadRanksP(aligned);
  const jumps = differences.filter((one, place) =>
    place === 0 || one - (differences[place - 1] ?? 0) > aligned.tolerance
  );
  const ends = { aligned, jumps, value, alpha };
  const { low, high } = { low: lowEnd(ends), high: highEnd(ends) };
  return { value, pValue, ...agreeing({ value, low, high }, { isRejected: pValue <= alpha, jumps }) };
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

function differencesOf({ values, isOn }: AlignedQuads): readonly number[] {
  const of = (wanted: boolean) => values.filter((_, place) => isOn[place] === wanted);
  const off = of(false);
  return [...Float64Array.from(of(true).flatMap((on) => off.map((one) => on - one))).sort()];
}

interface EndOptions {
  readonly aligned: AlignedQuads;
  /** Where the ranks change, ascending: between two of them the p-value is the same. */
  readonly jumps: readonly number[];
  readonly value: number;
  readonly alpha: number;
}

/** The highest jump up to the estimate below which the test rejects. */
function lowEnd({ aligned, jumps, value, alpha }: EndOptions): number | null {
  const rejects = (place: number) => {
    const [before, at] = [jumps[place - 1], jumps[place] ?? 0];
    return quadRanksP(aligned, before === undefined ? at - Math.abs(at) - 1 : (before + at) / 2) <= alpha;
  };
  let from = 0;
  let to = jumps.findLastIndex((jump) => jump <= value + aligned.tolerance);
  if (to < 0 || !rejects(from)) return null;
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (rejects(middle)) from = middle;
    else to = middle - 1;
  }
  return jumps[from] ?? null;
}

/** The mirror image. */
function highEnd({ aligned, jumps, value, alpha }: EndOptions): number | null {
  const isOn = aligned.isOn.map((on) => !on);
  const mirrored = jumps.map((jump) => -jump).toReversed();
  const end = lowEnd({ aligned: { ...aligned, isOn }, jumps: mirrored, value: -value, alpha });
  return end === null ? null : -end;
}

/** Ties at 0 may leave the search on the other side of it than the test itself. */
function agreeing(
  { value, low, high }: Estimate,
  { isRejected, jumps }: { readonly isRejected: boolean; readonly jumps: readonly number[] },
): Pick<Estimate, "low" | "high"> {
  if (low === null || high === null) return { low, high };
  if (!isRejected) return { low: Math.min(low, 0), high: Math.max(high, 0) };
  if (value > 0 && low <= 0) return { low: jumps.find((jump) => jump > 0) ?? value, high };
  if (value < 0 && high >= 0) return { low, high: jumps.findLast((jump) => jump < 0) ?? value };
  return { low, high };
}
