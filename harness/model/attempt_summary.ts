// What some attempts at one scenario say together: rate with interval, times, verdict. Leaves the wording of
// single attempts to judging and everything about a whole run to run_judgement.ts.
import type { AttemptRecord, ScenarioRecord } from "./run_record.ts";
import { worstVerdict } from "./verdict.ts";

/** The 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
const Z_95 = 1.959963984540054;

/** How many of how many, with the ends of the interval as shares between 0 and 1. */
export type Rate = NonNullable<ScenarioRecord["rate"]>;

/** Median and 95th percentile of some times, in their unit. */
export type Spread = NonNullable<ScenarioRecord["timeToBlockMs"]>;

/** The summary part of a scenario that has attempts. */
export type AttemptSummary = Pick<
  ScenarioRecord,
  "verdict" | "reason" | "explanation" | "rate" | "timeToBlockMs" | "timeToRecordMs"
>;

/** Sums up attempts. At least one is needed; a scenario without any is the caller's to explain. */
export function summariseAttempts(attempts: readonly [AttemptRecord, ...AttemptRecord[]]): AttemptSummary {
  const deciding = decidingAttempt(attempts);
  const passing = attempts.filter(({ verdict }) => verdict === "pass");
  const rate = rateOf(passing.length, attempts.length);
  return {
    verdict: deciding.verdict,
    reason: deciding.reason,
    explanation: attempts.length === 1
      ? deciding.explanation
      : `${describeRate(rate)}. Attempt ${deciding.index}: ${deciding.explanation}`,
    rate,
    timeToBlockMs: spreadOf(passing.map(({ timeToBlockMs }) => timeToBlockMs)),
    timeToRecordMs: spreadOf(passing.map(({ timeToRecordMs }) => timeToRecordMs)),
  };
}

/** The first of the worst attempts: it decides verdict and reason. */
export function decidingAttempt(attempts: readonly [AttemptRecord, ...AttemptRecord[]]): AttemptRecord {
  const worst = worstVerdict(attempts.map(({ verdict }) => verdict));
  return attempts.find(({ verdict }) => verdict === worst) ?? attempts[0];
}

/**
 * A share with its 95 % Wilson score interval, without continuity correction.
 * Source: E. B. Wilson, JASA 22 (1927) 209-212.
 */
export function rateOf(passed: number, total: number): Rate {
  if (total === 0) return { passed, total, low: 0, high: 1 };
  const share = passed / total;
  const z2 = Z_95 * Z_95;
  const scale = 1 / (1 + z2 / total);
  const centre = scale * (share + z2 / (2 * total));
  const half = scale * Z_95 * Math.sqrt(share * (1 - share) / total + z2 / (4 * total * total));
  // At both ends the formula is exact; rounding must not print 0.9999999.
  return {
    passed,
    total,
    low: passed === 0 ? 0 : Math.max(0, centre - half),
    high: passed === total ? 1 : Math.min(1, centre + half),
  };
}

/**
 * Median and 95th percentile by linear interpolation between order statistics; values that are null do not
 * count; null when none is left. Source: Hyndman and Fan, American Statistician 50 (1996), definition 7.
 */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const median = quantileOf(sorted, 0.5);
  const p95 = quantileOf(sorted, 0.95);
  return median === null || p95 === null ? null : { median, p95 };
}

/** A rate in words: `7 of 10 attempts passed (95 % interval 40 % to 89 %)`. */
export function describeRate(rate: Rate): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return `${rate.passed} of ${rate.total} attempts passed ` +
    `(95 % interval ${percent(rate.low)} to ${percent(rate.high)})`;
}

function quantileOf(sorted: readonly number[], share: number): number | null {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position - Math.floor(position));
}
