// The Wilson score interval of a share. Leaves the wording of a rate to the reports.

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

/**
 * The quantile of the standard normal distribution, relative error below 1.15e-9.
 * Throws RangeError outside 0 to 1 exclusive.
 * Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`Cannot take the normal quantile of ${probability}: it must lie between 0 and 1`);
  }
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return horner(TAIL_NUMERATOR, q) / horner(TAIL_DENOMINATOR, q);
  }
  const q = probability - 0.5;
  const r = q * q;
  return (horner(CENTRE_NUMERATOR, r) * q) / horner(CENTRE_DENOMINATOR, r);
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

const CENTRE_NUMERATOR = [
  -3.969683028665376e1,
  2.209460984245205e2,
  -2.759285104469687e2,
  1.38357751867269e2,
  -3.066479806614716e1,
  2.506628277459239,
];
const CENTRE_DENOMINATOR = [
  -5.447609879822406e1,
  1.615858368580409e2,
  -1.556989798598866e2,
  6.680131188771972e1,
  -1.328068155288572e1,
  1,
];
const TAIL_NUMERATOR = [
  -7.784894002430293e-3,
  -3.223964580411365e-1,
  -2.400758277161838,
  -2.549732539343734,
  4.374664141464968,
  2.938163982698783,
];
const TAIL_DENOMINATOR = [
  7.784695709041462e-3,
  3.224671290700398e-1,
  2.445134137142996,
  3.754408661907416,
  1,
];
