// The comparison of two arms in one metric: shift, ratio, test, limits and what follows from them.
// Leaves the words to describe_comparison.ts, and which blocks may be compared to the caller.
import { type ArmSummary, summarizeArm } from "./arm_summary.ts";
import { chanceSpread } from "./chance_spread.ts";
import { compareRanks } from "./compare_ranks.ts";
import { type Estimate, hodgesLehmannRatio, hodgesLehmannShift } from "./hodges_lehmann.ts";
import { minimumDetectableEffect } from "./minimum_detectable_effect.ts";
import type { RandomSource } from "./seeded_random.ts";

/** One value per block and arm; `nullFirst` and `nullSecond` are the halves of the A/A null. */
export interface ArmValues {
  readonly off: readonly number[];
  readonly on: readonly number[];
  readonly nullFirst: readonly number[];
  readonly nullSecond: readonly number[];
}

/** How a comparison is made. */
export interface ComparisonRules {
  /** Two-sided risk of a false "costs". Default 0.05. */
  readonly alpha?: number;
  /** Smallest difference that counts, in the unit of the metric. */
  readonly floor: number;
  /** Deals the relabellings of the null; the same source gives the same comparison. */
  readonly random: RandomSource;
}

/** What a comparison says. `saves` is a cost below 0. */
export type Conclusion = "costs" | "saves" | "no difference seen" | "cannot tell";

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
  readonly conclusion: Conclusion;
  /** Why nothing can be told; null otherwise. */
  readonly why: string | null;
}

/**
 * Compares the arms. A difference counts only when p < α, and it is larger than the floor, and larger than the
 * A/A spread. Without an A/A null nothing counts.
 */
export function compareArms(values: ArmValues, rules: ComparisonRules): Comparison {
  const alpha = rules.alpha ?? 0.05;
  const arms = { reference: values.off, other: values.on, alpha };
  const shift = hodgesLehmannShift(arms);
  const nullSpread = chanceSpread({
    first: values.nullFirst,
    second: values.nullSecond,
    alpha,
    random: rules.random,
  });
  const numbers = {
    shift,
    pValue: shift === null ? null : compareRanks(values.off, values.on),
    nullSpread,
    minimumDetectable: minimumDetectableEffect({ ...arms, floor: rules.floor, nullSpread }),
    floor: rules.floor,
  };
  return {
    off: summarizeArm(values.off, alpha),
    on: summarizeArm(values.on, alpha),
    ratio: hodgesLehmannRatio(arms),
    ...numbers,
    ...conclude(numbers, alpha),
  };
}

type Numbers = Pick<Comparison, "shift" | "pValue" | "nullSpread" | "minimumDetectable" | "floor">;

function conclude(numbers: Numbers, alpha: number): Pick<Comparison, "conclusion" | "why"> {
  const { shift, pValue, nullSpread, minimumDetectable, floor } = numbers;
  if (shift === null || pValue === null) return cannotTell("an arm has no block with this metric");
  if (shift.low === null || shift.high === null) {
    return cannotTell("too few blocks for an interval; four in each arm are the least, six the rule");
  }
  if (nullSpread === null) return cannotTell("there is no A/A null to compare with");
  const size = Math.abs(shift.value);
  if (pValue < alpha && size > floor && size > nullSpread) {
    return { conclusion: shift.value > 0 ? "costs" : "saves", why: null };
  }
  // An estimate larger than what could have been seen is no absence of a difference: it is noise.
  if (minimumDetectable === null || size > minimumDetectable) {
    return cannotTell("the blocks differ too much among themselves");
  }
  return { conclusion: "no difference seen", why: null };
}

function cannotTell(why: string): Pick<Comparison, "conclusion" | "why"> {
  return { conclusion: "cannot tell", why };
}
