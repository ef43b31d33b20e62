// The Wilson score interval of a share. Leaves the wording of a rate to the reports.
import { normalQuantile } from "./normal_quantile.ts";

/** How many of how many, and the level of confidence wanted. */
interface WilsonInput {
  readonly passed: number;
  readonly total: number;
  /** Two-sided confidence, 0 to 1 exclusive. Default 0.95. */
  readonly confidence?: number;
}

/** A share between 0 and 1 with its ends. */
interface WilsonInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * The Wilson score interval without continuity correction, as shares between 0 and 1.
 * With a total of 0 nothing is known: {low: 0, high: 1}.
 * Throws RangeError when the counts are no counts, or more passed than ran.
 * Source: E. B. Wilson, JASA 22 (1927) 209-212; recommended for small n by Brown, Cai and DasGupta,
 * Statistical Science 16 (2001) 101-133.
 */
export function wilsonInterval(input: WilsonInput): WilsonInterval {
  const { passed, total, confidence = 0.95 } = input;
  requireCounts(passed, total);
  if (total === 0) return { low: 0, high: 1 };
  const z = normalQuantile(0.5 + confidence / 2);
  const share = passed / total;
  const z2 = z * z;
  const scale = 1 / (1 + z2 / total);
  const centre = scale * (share + z2 / (2 * total));
  const half = scale * z * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  // At both ends the formula is exact; rounding must not print 0.9999999.
  const low = passed === 0 ? 0 : Math.max(0, centre - half);
  const high = passed === total ? 1 : Math.min(1, centre + half);
  return { low, high };
}

function requireCounts(passed: number, total: number): void {
  const counts = Number.isInteger(passed) && Number.isInteger(total);
  if (!counts || passed < 0 || total < passed) {
    throw new RangeError(
      `Cannot take a share of ${passed} in ${total}: both must be counts, the first no larger`,
    );
  }
}
