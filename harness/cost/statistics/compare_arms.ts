// The comparison of two arms in one metric: shift, ratio, test, limits. Leaves what may be claimed to conclude.ts, since
// that depends on what else is measured.
import { type ArmSummary, summarizeArm } from "./arm_summary.ts";
import type { Estimate } from "./estimate.ts";
import { likeArmSpread } from "./quads/like_arm_spread.ts";
import { smallestP } from "./quads/fewest_blocks.ts";
import { minimumDetectableEffect } from "./minimum_detectable_effect.ts";
import type { Quad } from "./quads/quad.ts";
import { quadRatio, quadShift } from "./quads/quad_shift.ts";

/** How a comparison is made. */
export interface ComparisonRules {
  /** Smallest difference that counts, in the unit of the metric. */
  readonly floor: number;
  /** Two-sided risk of the intervals. Default 0.05. */
  readonly alpha?: number;
  /** The level at which a claim must hold, once all that is measured is taken into account. Default: `alpha`. */
  readonly claimAlpha?: number;
  /** Quads of an A/A stretch: how blocks that were measured alike differ is learned from them too. */
  readonly nulls?: readonly Quad[];
}

/** Two arms compared. All in the unit of the metric save `ratio` and `pValue`. */
export interface Comparison {
  readonly off: ArmSummary;
  readonly on: ArmSummary;
  readonly shift: Estimate | null;
  readonly ratio: Estimate | null;
  readonly pValue: number | null;
  readonly floor: number;
  readonly nullSpread: number | null;
  readonly minimumDetectable: number | null;
}

/** Compares the arms within their quads. */
export function compareArms(quads: readonly Quad[], rules: ComparisonRules): Comparison {
  const alpha = rules.alpha ?? 0.05;
  const arm = (wanted: boolean) =>
    summarizeArm(quads.flat().filter(({ isOn }) => isOn === wanted).map(({ value }) => value), alpha);
  const shift = quadShift(quads, alpha);
  const spread = likeArmSpread(quads, { alpha, nulls: rules.nulls ?? [] });
  const claimAlpha = rules.claimAlpha ?? alpha;
  // Of so few blocks no effect, however large, is ever claimed.
  const isTooFew = smallestP(quads.flat().length / 2) > claimAlpha;
  return {
    off: arm(false),
    on: arm(true),
    shift: shift === null ? null : { value: shift.value, low: shift.low, high: shift.high },
    ratio: quadRatio(quads, alpha),
    pValue: shift?.pValue ?? null,
    floor: rules.floor,
    nullSpread: spread?.shift ?? null,
    minimumDetectable: spread === null || isTooFew
      ? null
      : minimumDetectableEffect(spread, { alpha: claimAlpha, floor: rules.floor }),
  };
}
