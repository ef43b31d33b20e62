// What some attempts at one scenario say together: rate with interval, times, verdict. Leaves the wording of
// single attempts to judging and everything about a whole run to run_judgement.ts.
import { median, p95 } from "../quantile.ts";
import type { AttemptRecord, ScenarioRecord } from "./run_record.ts";
import { worstVerdict } from "../verdict.ts";
import { wilsonInterval } from "../wilson_interval.ts";

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
function decidingAttempt(attempts: readonly [AttemptRecord, ...AttemptRecord[]]): AttemptRecord {
  const worst = worstVerdict(attempts.map(({ verdict }) => verdict));
  return attempts.find(({ verdict }) => verdict === worst) ?? attempts[0];
}

/** A share with its 95 % Wilson score interval. */
export function rateOf(passed: number, total: number): Rate {
  return { passed, total, ...wilsonInterval({ passed, total }) };
}

/** Median and 95th percentile; values that are null do not count; null when none is left. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null);
  const [middle, high] = [median(known), p95(known)];
  return middle === null || high === null ? null : { median: middle, p95: high };
}

/** A rate in words: `7 of 10 attempts passed (95 % interval 40 % to 89 %)`. */
export function describeRate(rate: Rate): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return `${rate.passed} of ${rate.total} attempts passed ` +
    `(95 % interval ${percent(rate.low)} to ${percent(rate.high)})`;
}
