// Two runs beside each other. Pure arithmetic on facts; the words are left to comparison_words.ts.
import {
  type AttemptFact,
  type CostFact,
  type FactsOfRun,
  partOf,
  type RunFact,
} from "../../../reports/facts/fact.ts";
import type { Estimate } from "../../cost/statistics/estimate.ts";
import { type Verdict, worstVerdict } from "../../model/verdict.ts";
import { wilsonInterval } from "../../model/wilson_interval.ts";
import { type ContextChange, contextChanges } from "./context_changes.ts";
import { differenceOf } from "./difference_of.ts";
import { medianOf } from "./median_of.ts";

/** The attempts at a scenario in one run. */
export interface ScenarioSide {
  readonly verdict: Verdict;
  readonly passed: number;
  readonly total: number;
  /** Share that passed, with Wilson's interval. */
  readonly rate: Estimate;
  /** Of the attempts that passed, in milliseconds; null where nothing was timed. */
  readonly blockMs: Estimate | null;
  readonly recordMs: Estimate | null;
}

/** A scenario in both runs; null where a run did not try it. */
export interface ScenarioPair {
  readonly scenario: string;
  readonly before: ScenarioSide | null;
  readonly after: ScenarioSide | null;
}

/** The shift of one metric in both runs. */
export interface CostPair {
  /** {@linkcode seriesName}. */
  readonly series: string;
  readonly unit: string;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly difference: Estimate;
  /** Differences up to this do not count. */
  readonly floor: number;
  /** False for looks, measurements that were disturbed, and two plans, machines or sources of power. */
  readonly comparable: boolean;
}

/** Two runs beside each other. */
export interface RunComparison {
  readonly before: RunFact;
  readonly after: RunFact;
  readonly contexts: readonly ContextChange[];
  readonly scenarios: readonly ScenarioPair[];
  readonly costs: readonly CostPair[];
  /** Prerequisites that one of the two lacks. */
  readonly newlyUnmet: readonly string[];
  readonly newlyMet: readonly string[];
  /** What is worse in the second run, one clause each; empty: nothing is. */
  readonly worse: readonly string[];
}

/** Compares two runs of one kind of evidence; that they are is for the caller to see to. */
export function compareRuns(before: FactsOfRun, after: FactsOfRun): RunComparison {
  const scenarios = pairScenarios(before.attempts, after.attempts);
  const [had, has] = [openOf(before), openOf(after)];
  return {
    before: before.run,
    after: after.run,
    contexts: contextChanges(before.run, after.run),
    scenarios,
    costs: pairCosts(before, after),
    newlyUnmet: has.filter((id) => !had.includes(id)),
    newlyMet: had.filter((id) => !has.includes(id)),
    worse: worseOf(before.run, after.run, scenarios),
  };
}

function openOf({ unmet }: FactsOfRun): readonly string[] {
  return unmet.filter(({ status }) => status !== "met").map(({ prerequisite }) => prerequisite);
}

function pairScenarios(
  before: readonly AttemptFact[],
  after: readonly AttemptFact[],
): readonly ScenarioPair[] {
  const names = [...new Set([...before, ...after].map(({ scenario }) => scenario))];
  const sideOf = (attempts: readonly AttemptFact[]) => attempts.length === 0 ? null : scenarioSide(attempts);
  return names.map((scenario) => ({
    scenario,
    before: sideOf(before.filter((one) => one.scenario === scenario)),
    after: sideOf(after.filter((one) => one.scenario === scenario)),
  }));
}

/** What the attempts at one scenario say together. At least one is needed. */
export function scenarioSide(attempts: readonly AttemptFact[]): ScenarioSide {
  const passing = attempts.filter(({ verdict }) => verdict === "pass");
  const [passed, total] = [passing.length, attempts.length];
  const timesOf = (read: (one: AttemptFact) => number | null) =>
    medianOf(passing.map(read).filter((time) => time !== null));
  return {
    verdict: worstVerdict(attempts.map(({ verdict }) => verdict)),
    passed,
    total,
    rate: { value: passed / total, ...wilsonInterval({ passed, total }) },
    blockMs: timesOf(({ blockMs }) => blockMs),
    recordMs: timesOf(({ recordMs }) => recordMs),
  };
}

function pairCosts(before: FactsOfRun, after: FactsOfRun): readonly CostPair[] {
  const known = new Map(before.costs.map((one) => [partOf(one), one]));
  const isSameClass = comparabilityClass(before.run) === comparabilityClass(after.run);
  return after.costs.flatMap((one) => {
    const other = known.get(partOf(one));
    const [was, is] = [shiftOf(other), shiftOf(one)];
    if (was === null || is === null) return [];
    const comparable = isSameClass && other?.comparable === true && one.comparable;
    const difference = differenceOf(was, is);
    return [{
      series: seriesName(one),
      unit: one.unit,
      before: was,
      after: is,
      difference,
      floor: one.floor,
      comparable,
    }];
  });
}

/** Costs of two runs are comparable only within one: machine, power, plan of the measurement, version of its record. */
export function comparabilityClass(run: RunFact): string {
  const { hardware, cores, memoryBytes, power, plan, recordVersion } = run;
  return JSON.stringify([hardware, cores, memoryBytes, power, plan, recordVersion]);
}

/** `file-churn cpu.mean of agent`: unique within a run, and what a person types. */
export function seriesName({ workload, metric, process }: CostFact): string {
  return `${workload} ${metric}${process === null ? "" : ` of ${process}`}`;
}

function shiftOf(cost: CostFact | undefined): Estimate | null {
  if (cost === undefined || cost.shift === null) return null;
  return { value: cost.shift, low: cost.low, high: cost.high };
}

/** What no night should be after a pass, the worst last. `measured` asks nothing, so nothing is worse than it alone. */
const RANK: Readonly<Record<Verdict, number>> = {
  measured: 0,
  skipped: 0,
  pass: 0,
  inconclusive: 1,
  fail: 2,
};

function worseOf(before: RunFact, after: RunFact, scenarios: readonly ScenarioPair[]): readonly string[] {
  const isWorse = (was: Verdict, is: Verdict) => RANK[is] > RANK[was];
  return [
    ...(isWorse(before.verdict, after.verdict)
      ? [`the run was ${before.verdict} and is ${after.verdict} (${after.reason})`]
      : []),
    ...scenarios.flatMap(({ scenario, before: was, after: is }) =>
      was !== null && is !== null && isWorse(was.verdict, is.verdict)
        ? [`${scenario} was ${was.verdict} and is ${is.verdict}`]
        : []
    ),
    ...(after.restore === "failed" && before.restore !== "failed" ? ["the device was not restored"] : []),
  ];
}
