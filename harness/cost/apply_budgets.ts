// Holds measurements against budgets. What a budget judges is always an interval, never a bare number.
import type { Budget, JudgedBudget, MeasurementRecord } from "../model/record/measurement.ts";
import { armEstimate } from "./statistics/arm_summary.ts";
import { formatInterval, formatNumber, type Unit } from "../model/text/format_quantity.ts";
import type { Estimate } from "./statistics/hodges_lehmann.ts";
import { judgeBudget, worstBudget } from "./statistics/judge_budget.ts";
import type { UnbudgetedMeasurement } from "./derive_measurements.ts";
import { WALL_METRIC } from "./metrics.ts";
import { type BudgetTarget, parseBudgetKey } from "./parse_budget.ts";

/** Measurements with the worst budget that applies to each, and all budgets with their verdict. */
export interface BudgetedMeasurements {
  readonly measurements: readonly MeasurementRecord[];
  readonly budgets: readonly JudgedBudget[];
}

/** Judges every budget on every measurement it speaks of; one that finds none cannot be judged. */
export function applyBudgets(
  measurements: readonly UnbudgetedMeasurement[],
  budgets: readonly Budget[],
): BudgetedMeasurements {
  const workloads = [...new Set(measurements.map(({ workload }) => workload))];
  const judged = budgets.map((budget) => {
    const target = targetOf(budget, workloads);
    const found = measurements.filter((measurement) => target !== null && speaksOf(target, measurement));
    return {
      budget,
      results: found.map((measurement) => ({ measurement, result: judge(budget, measurement) })),
    };
  });
  return {
    measurements: measurements.map((measurement) => ({
      ...measurement,
      budget: worst(
        judged.flatMap(({ results }) =>
          results.filter((one) => one.measurement === measurement).map(({ result }) => result)
        ),
      ),
    })),
    budgets: judged.map(({ budget, results }) => summarize(budget, results.map(({ result }) => result))),
  };
}

function targetOf(budget: Budget, workloads: readonly string[]): BudgetTarget | null {
  try {
    return parseBudgetKey(budget.key, workloads);
  } catch {
    // Its workload was not measured.
    return null;
  }
}

function speaksOf(target: BudgetTarget, { workload, metric, process }: UnbudgetedMeasurement): boolean {
  if (target.workload !== null && target.workload !== workload) return false;
  if (target.metric === "slowdown") return metric === WALL_METRIC;
  const suffix = target.metric.replace(/^footprint/, "").replace(".added", ".mean");
  const isMemory = target.metric.startsWith("footprint");
  const matches = isMemory
    ? metric === `rss${suffix}` || metric === `footprint${suffix}`
    : metric === target.metric.replace(".added", ".mean");
  return matches && process === target.process;
}

function judge(budget: Budget, measurement: UnbudgetedMeasurement): JudgedBudget {
  const { estimate, what } = judgedEstimate(budget, measurement);
  const where = `${measurement.metric} of ${
    measurement.process ?? "the workload"
  } under ${measurement.workload}`;
  const interval = estimate === null ? "nothing to judge" : describe(estimate, budget.unit);
  return { ...budget, verdict: judgeBudget(estimate, budget.limit), judged: `${what} ${where}: ${interval}` };
}

/** `added` and `slowdown` limit the difference between the arms, everything else the level with it on. */
function judgedEstimate(
  { key }: Budget,
  { shift, ratio, on, current }: UnbudgetedMeasurement,
): { readonly estimate: Estimate | null; readonly what: string } {
  if (key.includes(".added")) return { estimate: shift, what: "added" };
  if (key.includes("slowdown")) {
    return { estimate: ratio === null ? null : minusOne(ratio), what: "slowdown in" };
  }
  const arm = on ?? current;
  return {
    estimate: arm === null ? null : armEstimate(arm),
    what: current === null ? "with it on," : "as it was,",
  };
}

function minusOne({ value, low, high }: Estimate): Estimate {
  return { value: value - 1, low: low === null ? null : low - 1, high: high === null ? null : high - 1 };
}

function describe(estimate: Estimate, unit: string): string {
  if (unit !== "share") return formatInterval(estimate, unit as Unit);
  if (estimate.low === null || estimate.high === null) return "interval unknown: too few blocks";
  return `${formatNumber(estimate.low * 100)} to ${formatNumber(estimate.high * 100)} %`;
}

function worst(results: readonly JudgedBudget[]): JudgedBudget | null {
  const verdict = worstBudget(results.map((result) => result.verdict));
  return results.find((result) => result.verdict === verdict) ?? null;
}

function summarize(budget: Budget, results: readonly JudgedBudget[]): JudgedBudget {
  return worst(results) ?? { ...budget, verdict: "cannot tell", judged: "nothing that was measured" };
}
