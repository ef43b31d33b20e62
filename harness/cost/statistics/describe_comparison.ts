// The words of a comparison. Every result has an effect and an interval; a bare p never appears.
import type { Comparison } from "./compare_arms.ts";
import { formatInterval, formatNumber, formatQuantity, type Unit } from "../../model/text/format_quantity.ts";

/**
 * One clause, without a subject: `costs 5.2 % of a core (4.9 to 5.5 % of a core)`,
 * `no difference seen (could have seen ≥ 1.1 % of a core)`, `cannot tell: …`.
 */
export function describeComparison(comparison: Comparison, unit: Unit): string {
  const { conclusion, shift } = comparison;
  if (conclusion === "cannot tell" || shift === null) {
    return `cannot tell: ${comparison.why ?? "nothing was measured"}`;
  }
  if (conclusion === "no difference seen") return `${conclusion} (${couldHaveSeen(comparison, unit)})`;
  const sign = conclusion === "saves" ? -1 : 1;
  const value = { value: shift.value * sign, low: flip(shift, sign).low, high: flip(shift, sign).high };
  const factor = comparison.ratio === null ? "" : `, × ${formatNumber(comparison.ratio.value)}`;
  return `${conclusion} ${formatQuantity(value.value, unit)} (${formatInterval(value, unit)}${factor})`;
}

function couldHaveSeen(comparison: Comparison, unit: Unit): string {
  if (comparison.minimumDetectable === null) return "what could have been seen is unknown";
  return `could have seen ≥ ${formatQuantity(comparison.minimumDetectable, unit)}`;
}

interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

function flip(ends: Ends, sign: number): Ends {
  if (sign > 0 || ends.low === null || ends.high === null) return ends;
  return { low: -ends.high, high: -ends.low };
}
