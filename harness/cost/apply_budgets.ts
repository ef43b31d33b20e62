// Holds measurements against budgets: each says in words what of the blocks it judged. All is an interval, save the
// largest of all blocks, which was seen.
import type { Budget, JudgedBudget, MeasurementRecord } from "../model/record/measurement.ts";
import { medianEstimate } from "./statistics/arm_summary.ts";
import { formatInterval, formatNumber, formatQuantity, type Unit } from "../model/text/format_quantity.ts";
import type { Estimate } from "./statistics/estimate.ts";
import { judgeBudget, worstBudget } from "./statistics/judge_budget.ts";
import type { UnbudgetedMeasurement } from "./derive_measurements.ts";
import { isGrowth, WALL_METRIC } from "./metrics.ts";
import { type BudgetJudges, type BudgetTarget, parseBudgetKey } from "./parse_budget.ts";

/** Measurements with the worst budget that applies to each, and all budgets with their verdict. */
export interface BudgetedMeasurements {
  readonly measurements: readonly MeasurementRecord[];
  readonly budgets: readonly JudgedBudget[];
}

/**
 * Judges every budget on every measurement it speaks of; one that finds none cannot be judged. `noGrowth` says why the
 * measurement tells nothing of growth; null when it does.
 */
export function applyBudgets(
  measurements: readonly UnbudgetedMeasurement[],
  budgets: readonly Budget[],
  noGrowth: string | null = null,
): BudgetedMeasurements {
  const workloads = [...new Set(measurements.map(({ workload }) => workload))];
  const judged = budgets.map((budget) => {
    const target = targetOf(budget, workloads);
    const results = target === null
      ? []
      : measurements.filter((one) => speaksOf(target, one)).map((measurement) => ({
        measurement,
        result: isGrowth(measurement.metric) && noGrowth !== null
          ? { ...budget, verdict: "cannot tell" as const, judged: `${whereOf(measurement)}: ${noGrowth}` }
          : judge(budget, target.judges, measurement),
      }));
    return { budget, results };
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
  const [kind = "", of = ""] = target.metric.split(".");
  const series = of === "growth" || (kind === "footprint" && of === "peak") ? of : "mean";
  const kinds = kind === "footprint" ? ["rss", "footprint"] : [kind];
  return kinds.some((one) => metric === `${one}.${series}`) && process === target.process;
}

function judge(budget: Budget, judges: BudgetJudges, measurement: UnbudgetedMeasurement): JudgedBudget {
  const estimate = judgedEstimate(judges, measurement);
  const words = estimate === null ? "nothing to judge" : describe(estimate, judges, budget.unit);
  const arm = judges === "shift" || judges === "ratio"
    ? ""
    : measurement.current === null
    ? " with it on"
    : " as it was";
  return {
    ...budget,
    verdict: judgeBudget(estimate, budget.limit),
    judged: `${WORDS[judges]} ${whereOf(measurement)}${arm}: ${words}`,
  };
}

function whereOf({ metric, process, workload }: UnbudgetedMeasurement): string {
  return `${metric} of ${process ?? "the workload"} under ${workload}`;
}

const WORDS: Readonly<Record<BudgetJudges, string>> = {
  mean: "mean over blocks of",
  median: "median over blocks of",
  p95: "95th percentile over blocks of",
  largest: "largest block of",
  shift: "added",
  ratio: "slowdown in",
};

function judgedEstimate(
  judges: BudgetJudges,
  { shift, ratio, on, current }: UnbudgetedMeasurement,
): Estimate | null {
  if (judges === "shift") return shift;
  if (judges === "ratio") return ratio === null ? null : minusOne(ratio);
  const arm = on ?? current;
  if (arm === null) return null;
  switch (judges) {
    case "mean":
      return arm.mean;
    case "median":
      return medianEstimate(arm);
    case "p95":
      return arm.p95;
    case "largest":
      return arm.largest === null ? null : { value: arm.largest, low: arm.largest, high: arm.largest };
  }
}

function minusOne({ value, low, high }: Estimate): Estimate {
  return { value: value - 1, low: low === null ? null : low - 1, high: high === null ? null : high - 1 };
}

function describe(estimate: Estimate, judges: BudgetJudges, unit: string): string {
  const one = (value: number) =>
    unit === "share" ? `${formatNumber(value * 100)} %` : formatQuantity(value, unit as Unit);
  if (judges === "largest") return one(estimate.value);
  const { value, low, high } = estimate;
  if (low === null && high === null) return `${one(value)}, interval unknown: too few blocks`;
  if (high === null) return `${one(value)}, at least ${one(low ?? value)}, upper end unknown: too few blocks`;
  if (low === null) return `${one(value)}, at most ${one(high)}`;
  if (unit !== "share") return `${one(value)} (${formatInterval(estimate, unit as Unit)})`;
  return `${one(value)} (${formatNumber(low * 100)} to ${formatNumber(high * 100)} %)`;
}

function worst(results: readonly JudgedBudget[]): JudgedBudget | null {
  const verdict = worstBudget(results.map((result) => result.verdict));
  return results.find((result) => result.verdict === verdict) ?? null;
}

function summarize(budget: Budget, results: readonly JudgedBudget[]): JudgedBudget {
  return worst(results) ?? { ...budget, verdict: "cannot tell", judged: "nothing that was measured" };
}
