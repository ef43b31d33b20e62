// How long a run of scenarios takes, as far as its plan tells, step by step: said before anybody consents to it, and the
// measure of its progress.
import { type PlannedStep, STEP } from "../../../reports/terminal/run_steps.ts";
import type { Platform } from "../../model/platform.ts";
import type { RunOptions } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import { lookoutMs } from "../../run/attempt/judge_attempts.ts";
import { APART_MS } from "../../run/attempt/run_book.ts";
import { type ScenariosBeside, scenariosBeside } from "../../run/attempt/scenarios_beside.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";

/** Times in milliseconds. */
export interface RunLength {
  /** When everything is detected at once. */
  readonly usualMs: number;
  /** When nothing is detected, or the agent answers late. */
  readonly longestMs: number;
  /** How much of it behavior monitoring is off for a scenario that needs it so; without the time it is found off. */
  readonly unprotectedMs: number;
}

/** What a run is to do. */
export interface StepsPlan {
  readonly scenarios: readonly Scenario[];
  readonly options: RunOptions;
  /** Null when nothing is measured. */
  readonly measured: PlannedMeasurement | null;
  /** System of the device; null where nobody knows it yet. */
  readonly platform: Platform | null;
}

/** What an agent takes to answer everything that is asked before and after a step. Not known from any plan. */
const QUESTIONS_MS = 2_000;

/** The steps of a run, in order, with their times. */
export function plannedSteps({ scenarios, options, measured, platform }: StepsPlan): readonly PlannedStep[] {
  const { settleMs, leaveEnabled } = options;
  const own = scenarios.filter(({ platforms }) => platform === null || platforms.includes(platform));
  const isChanging = own.length > 0 || measured !== null;
  const groups = scenariosBeside(own);
  const measureMs = measured?.plan.announced?.totalMs ?? 0;
  const backMs = isChanging && !leaveEnabled ? settleMs : 0;
  return [
    stepOf(STEP.check, QUESTIONS_MS),
    ...(isChanging ? [stepOf(STEP.switch, settleMs + QUESTIONS_MS)] : []),
    ...groups.flatMap((group, index) => stepsOf(group, options, index === groups.length - 1)),
    ...(measured === null ? [] : [stepOf(STEP.measure, measureMs)]),
    { id: STEP.end, usualMs: QUESTIONS_MS, longestMs: QUESTIONS_MS + backMs },
  ];
}

/** The length of a run, from its plan; its measurement, which has words of its own, not counted. */
export function runLength(scenarios: readonly Scenario[], options: RunOptions): RunLength {
  const steps = plannedSteps({ scenarios, options, measured: null, platform: null });
  const sum = (of: (step: PlannedStep) => number) => steps.reduce((total, step) => total + of(step), 0);
  const off = scenarios.filter(({ behaviorMonitoring }) => behaviorMonitoring === "disabled");
  return {
    usualMs: sum(({ usualMs }) => usualMs),
    longestMs: sum(({ longestMs }) => longestMs),
    unprotectedMs: off.reduce(
      (total, one) =>
        total + options.settleMs + attemptsAt(one, options) * (one.trigger.durationMs + QUESTIONS_MS),
      0,
    ),
  };
}

function stepOf(id: string, ms: number): PlannedStep {
  return { id, usualMs: ms, longestMs: ms };
}

/** Those beside each other end together: their time is that of the last, which starts last. */
function stepsOf(group: ScenariosBeside, options: RunOptions, isLast: boolean): readonly PlannedStep[] {
  const times = group.map((scenario) => timesOf(scenario, options));
  const longest = (of: (time: Pick<PlannedStep, "usualMs" | "longestMs">) => number) =>
    Math.max(...times.map(of)) + (isLast ? lookoutMs([]) : APART_MS);
  return group.map(({ id }, index) =>
    index < group.length - 1 ? stepOf(id, 0) : {
      id,
      usualMs: longest(({ usualMs }) => usualMs),
      longestMs: longest(({ longestMs }) => longestMs),
    }
  );
}

/** A trigger lasts as long as its script at most; what is not listed by then is waited for until deadline and grace end. */
function timesOf(
  scenario: Scenario,
  options: RunOptions,
): Pick<PlannedStep, "usualMs" | "longestMs"> {
  const { expectation, trigger: { durationMs }, behaviorMonitoring } = scenario;
  const { deadlineMs, graceMs, settleMs } = options;
  const attempts = attemptsAt(scenario, options);
  // Switched for it, and back, each with the time to settle.
  const switchMs = behaviorMonitoring === "disabled" ? 2 * (settleMs + QUESTIONS_MS) : 0;
  const between = (attempts - 1) * APART_MS;
  const waitedMs = expectation.kind === "quiet" ? durationMs : Math.max(durationMs, deadlineMs + graceMs);
  return {
    usualMs: switchMs + between + attempts * durationMs,
    longestMs: switchMs + between + attempts * (waitedMs + QUESTIONS_MS),
  };
}

function attemptsAt({ repeatable }: Scenario, { repeats }: RunOptions): number {
  return repeatable ? repeats : 1;
}
