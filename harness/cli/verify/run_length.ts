// How long a run of scenarios takes, as far as its plan tells: said before anybody consents to it.
import type { RunOptions } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";

/** Times in milliseconds. */
export interface RunLength {
  /** When everything is detected at once. */
  readonly usualMs: number;
  /** When nothing is detected, or the agent answers late. */
  readonly longestMs: number;
  /** How much of it behavior monitoring is off for a scenario that needs it so; without the time it is found off. */
  readonly unprotectedMs: number;
}

/** What a detection usually takes, with the questions before and after an attempt. */
const USUAL_MS = 4_000;
/** Checks, the last reading of the list, and the reports. */
const AROUND_MS = 10_000;

/** The length of a run, from its plan. */
export function runLength(
  scenarios: readonly Scenario[],
  { repeats, deadlineMs, graceMs, settleMs }: RunOptions,
): RunLength {
  let [usualMs, longestMs, unprotectedMs] = [AROUND_MS, AROUND_MS, 0];
  for (const { expectation, trigger, repeatable, behaviorMonitoring } of scenarios) {
    const attempts = repeatable ? repeats : 1;
    const runMs = trigger.durationMs + USUAL_MS;
    const isControl = expectation.kind === "quiet";
    // Switched for it, and back, each with the time to settle.
    const switchMs = behaviorMonitoring === "disabled" ? 2 * settleMs : 0;
    usualMs += switchMs + attempts * (isControl ? runMs : USUAL_MS);
    longestMs += switchMs + attempts * (isControl ? runMs : deadlineMs + graceMs);
    if (behaviorMonitoring === "disabled") unprotectedMs += settleMs + attempts * runMs;
  }
  return { usualMs: usualMs + settleMs, longestMs: longestMs + 2 * settleMs, unprotectedMs };
}
