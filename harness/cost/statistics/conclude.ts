// What may be claimed of comparisons that were made together. Primary ones answer what a measurement is made for; a
// difference in anything else counts only once one of those stands.
import type { Comparison } from "./compare_arms.ts";
import type { Estimate } from "./estimate.ts";
import { benjaminiHochberg, holm } from "./families.ts";
import { fewestBlocks, smallestP } from "./quads/fewest_blocks.ts";

/** What a comparison says. `saves` is a cost below 0. */
export type Conclusion = "costs" | "saves" | "no difference seen" | "cannot tell";

/** How a comparison was judged. */
export interface Concluded {
  readonly family: "primary" | "secondary";
  /** P-value once all of its family are taken into account. Null: nothing was compared. */
  readonly adjustedPValue: number | null;
  readonly conclusion: Conclusion;
  /** Why nothing can be told; null otherwise. */
  readonly why: string | null;
}

/** A comparison that is to be judged. */
export interface Judged {
  readonly comparison: Comparison;
  readonly isPrimary: boolean;
  /** Why it must not be judged; null when it may. */
  readonly barred: string | null;
  /** Why it may be larger than what was measured of it, so that no absence may be told; null when it may. */
  readonly unfinished: string | null;
}

/** Risk of any false claim in a measurement on which behavior monitoring changes nothing. */
const ALPHA = 0.05;

/** The level that one of so many primary measurements must reach when it is the first to be claimed. */
export function claimLevel(primaries: number): number {
  return ALPHA / Math.max(1, primaries);
}

/**
 * Judges all comparisons of a measurement, in their order. Primary ones are held to a risk of 5 % of any false claim
 * among all of them (Holm). The others are held to a share of 5 % of false claims (Benjamini and Hochberg), and only
 * after a primary claim stands: where nothing differs, the risk of any claim at all stays 5 %.
 */
export function concludeAll(judged: readonly Judged[]): readonly Concluded[] {
  const primary = adjusted(judged, true, holm);
  const secondary = adjusted(judged, false, benjaminiHochberg);
  const first = judged.map((one) => one.isPrimary ? conclude(one, primary) : null);
  const isOpen = first.some((one) => one?.conclusion === "costs" || one?.conclusion === "saves");
  return judged.map((one, place) => first[place] ?? conclude(one, secondary, isOpen));
}

interface Family {
  readonly size: number;
  readonly adjustedOf: ReadonlyMap<Judged, number>;
}

function adjusted(
  judged: readonly Judged[],
  wanted: boolean,
  adjust: (pValues: readonly number[]) => readonly number[],
): Family {
  const members = judged.filter(({ isPrimary, barred, comparison }) =>
    isPrimary === wanted && barred === null && comparison.pValue !== null
  );
  const pValues = adjust(members.map(({ comparison }) => comparison.pValue ?? 1));
  return {
    size: members.length,
    adjustedOf: new Map(members.map((one, place) => [one, pValues[place] ?? 1])),
  };
}

function conclude(one: Judged, { size, adjustedOf }: Family, isOpen = true): Concluded {
  const adjustedPValue = adjustedOf.get(one) ?? null;
  const family = one.isPrimary ? "primary" : "secondary";
  return { family, adjustedPValue, ...told(one, { size, adjustedPValue, isOpen }) };
}

interface Told {
  readonly size: number;
  readonly adjustedPValue: number | null;
  readonly isOpen: boolean;
}

function told(
  { comparison, isPrimary, barred, unfinished }: Judged,
  { size, adjustedPValue, isOpen }: Told,
): Pick<Concluded, "conclusion" | "why"> {
  const { shift, pValue, floor, off: { n } } = comparison;
  if (barred !== null) return cannotTell(barred);
  if (shift === null || pValue === null || adjustedPValue === null) {
    return cannotTell("no quad of blocks has this metric in all of its blocks");
  }
  const amount = Math.abs(shift.value);
  const counts = amount > floor;
  if (counts && isOpen && adjustedPValue <= ALPHA) {
    return { conclusion: shift.value > 0 ? "costs" : "saves", why: null };
  }
  if (isPrimary && smallestP(n) * size > ALPHA) return cannotTell(tooFew(n, size));
  if (counts && pValue <= ALPHA) {
    return cannotTell(
      `it stands out alone, but not among the ${size} ${
        isPrimary ? "main" : "other"
      } measurements judged together`,
    );
  }
  if (unfinished !== null) return cannotTell(unfinished);
  return isWithin(shift, floor)
    ? { conclusion: "no difference seen", why: null }
    : cannotTell("the interval holds differences that would count");
}

/**
 * Whether all that the interval leaves open is too small to count. That nothing was found proves no absence: only such an
 * interval does, at a risk of 2.5 % at either end.
 * Source: the confidence interval inclusion rule, W. J. Westlake, J. Pharm. Sci. 61 (1972) 1340-1341; as two one-sided
 * tests, D. J. Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987) 657-680.
 */
function isWithin({ low, high }: Estimate, floor: number): boolean {
  return low !== null && high !== null && low >= -floor && high <= floor;
}

/** Why so few blocks claim nothing. */
export function tooFew(perArm: number, measurements: number): string {
  const which = measurements === 1
    ? "one main measurement"
    : `${measurements} main measurements judged together`;
  return `${perArm} blocks in each arm are too few for a claim: ${which} need ${
    fewestBlocks(measurements)
  } or more`;
}

function cannotTell(why: string): Pick<Concluded, "conclusion" | "why"> {
  return { conclusion: "cannot tell", why };
}
