// Intervals as textbooks have them, for the same blocks: what ours must not be much wider than.
import { mean, sampleStandardDeviation } from "simple-statistics";
import type { Quad } from "../../cost/statistics/quads/quad.ts";
import { studentQuantile } from "../../cost/statistics/student_quantile.ts";
import { hodgesLehmannShift } from "./hodges_lehmann.ts";

/** The ends of an interval. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Student's t on all blocks, on neighbours, on quads; and Hodges-Lehmann on all blocks. At 95 %. */
export const TEXTBOOK: readonly ((quads: readonly Quad[]) => Ends)[] = [
  (quads) => {
    const [on, off] = [arm(quads, true), arm(quads, false)];
    const deviation = Math.sqrt(
      (sampleStandardDeviation(on) ** 2 + sampleStandardDeviation(off) ** 2) / on.length,
    );
    return around(mean(on) - mean(off), deviation, 2 * on.length - 2);
  },
  (quads) => paired(quads.flatMap((quad) => [difference(quad.slice(0, 2)), difference(quad.slice(2))])),
  (quads) => paired(quads.map(difference)),
  (quads) => {
    const shift = hodgesLehmannShift({ reference: arm(quads, false), other: arm(quads, true) });
    return { low: shift?.low ?? -Infinity, high: shift?.high ?? Infinity };
  },
];

/** The values of one arm. */
export function arm(quads: readonly Quad[], wanted: boolean): number[] {
  return quads.flat().filter(({ isOn }) => isOn === wanted).map(({ value }) => value);
}

function difference(blocks: Quad): number {
  return mean(arm([blocks], true)) - mean(arm([blocks], false));
}

function paired(differences: number[]): Ends {
  const error = sampleStandardDeviation(differences) / Math.sqrt(differences.length);
  return around(mean(differences), error, differences.length - 1);
}

function around(middle: number, error: number, freedom: number): Ends {
  const reach = studentQuantile(0.975, freedom) * error;
  return { low: middle - reach, high: middle + reach };
}
