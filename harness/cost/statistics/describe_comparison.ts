// The words of a comparison: always the effect with its interval where there is one; a bare p never appears.
import type { Comparison } from "./compare_arms.ts";
import type { Concluded } from "./conclude.ts";
import { EXACT_UP_TO } from "./quads/quad.ts";
import { formatInterval, formatNumber, formatQuantity, type Unit } from "../../model/text/format_quantity.ts";

/**
 * One clause, without a subject: `+5.21 % of a core (4.90 to 5.50 % of a core, × 1.42)`,
 * `no difference seen: +0.010 % of a core (-0.09 to …); up to 0.500 % of a core does not count`,
 * `cannot tell: …; measured +1.43 % of a core (-14.5 to …); 36.2 % of a core would have been seen 4 times in 5`.
 */
export function describeComparison(
  comparison: Comparison,
  { conclusion, why }: Pick<Concluded, "conclusion" | "why">,
  unit: Unit,
): string {
  const effect = effectInWords(comparison, unit);
  if (conclusion === "cannot tell") {
    const { minimumDetectable } = comparison;
    return [
      `cannot tell: ${why ?? "nothing was measured"}`,
      ...(effect === null ? [] : [`measured ${effect}`]),
      ...(effect === null || minimumDetectable === null
        ? []
        : [`${formatQuantity(minimumDetectable, unit)} would have been seen 4 times in 5`]),
    ].join("; ");
  }
  if (conclusion === "no difference seen") {
    return `no difference seen: ${effect ?? "nothing"}; up to ${
      formatQuantity(comparison.floor, unit)
    } does not count`;
  }
  return effect ?? "nothing was measured";
}

function effectInWords({ off, shift, ratio }: Comparison, unit: Unit): string | null {
  if (shift === null) return null;
  const sign = shift.value > 0 ? "+" : "";
  const factor = ratio === null ? "" : `, × ${formatNumber(ratio.value)}`;
  const how = off.n > EXACT_UP_TO ? ", normal approximation" : "";
  return `${sign}${formatQuantity(shift.value, unit)} (${formatInterval(shift, unit)}${factor}${how})`;
}
