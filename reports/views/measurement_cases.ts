// A measurement as cases of test formats: one for each budget, and one for each workload whose cost was to be told. A cost is
// no failure; only a budget makes it one.
import type { JudgedBudget, MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import type { CaseSuite, ReportCase } from "./report_case.ts";

/** The suites `cost` and `budgets`; empty ones when nothing was measured. */
export function measurementSuites({ measurement, measurements }: RunRecord): readonly CaseSuite[] {
  if (measurement === null) return [];
  const told = measurements.filter(({ metric, process }) => metric === "cpu.mean" && process === "agent");
  const skipped = measurement.outcome?.skipped ?? [];
  return [
    { name: "cost", cases: [...told.map(costCase), ...skipped.map(skippedCase)] },
    { name: "budgets", cases: (measurement.outcome?.budgets ?? []).map(budgetCase) },
  ];
}

const COST: Readonly<Record<MeasurementRecord["conclusion"], Verdict>> = {
  costs: "measured",
  saves: "measured",
  "no difference seen": "measured",
  "cannot tell": "inconclusive",
  "not compared": "skipped",
};

const BASE = { startedAt: null, durationMs: null, output: [] } as const;

function costCase({ workload, conclusion, words }: MeasurementRecord): ReportCase {
  const name = `cost of behavior monitoring under ${workload} is told`;
  return {
    ...BASE,
    name,
    className: "cost",
    outcome: COST[conclusion],
    type: conclusion,
    message: words,
    output: [words],
  };
}

function skippedCase(
  { workload, reason }: { readonly workload: string; readonly reason: string },
): ReportCase {
  const name = `cost of behavior monitoring under ${workload} is told`;
  return { ...BASE, name, className: "cost", outcome: "skipped", type: "workload-skipped", message: reason };
}

const BUDGET: Readonly<Record<JudgedBudget["verdict"], Verdict>> = {
  met: "pass",
  exceeded: "fail",
  "cannot tell": "inconclusive",
};

function budgetCase({ key, verdict, judged }: JudgedBudget): ReportCase {
  const type = verdict.replaceAll(" ", "-");
  return {
    ...BASE,
    name: `budget ${key}`,
    className: "budgets",
    outcome: BUDGET[verdict],
    type,
    message: judged,
    output: [judged],
  };
}
