// From blocks to measurements, pure: the same blocks always give the same result.
import type { BlockRecord, MeasurementPlan, MeasurementRecord } from "../model/record/measurement.ts";
import { stateDifferences } from "./sampling/machine_state.ts";
import { summarizeArm } from "./statistics/arm_summary.ts";
import { type ArmValues, compareArms, type Comparison } from "./statistics/compare_arms.ts";
import { describeComparison } from "./statistics/describe_comparison.ts";
import { findOutliers } from "./statistics/find_outliers.ts";
import { seededRandom } from "./statistics/seeded_random.ts";
import { formatQuantity, type Unit } from "../model/text/format_quantity.ts";
import { median } from "../model/quantile.ts";
import { CPU_PER_WORK_METRIC, cpuPerWorkMs, processMetrics, RELATIVE_FLOOR, WALL_METRIC } from "./metrics.ts";

/** What measurements are derived from. */
export interface MeasuredBlocks {
  readonly blocks: readonly BlockRecord[];
  readonly plan: Pick<MeasurementPlan, "arms" | "seed">;
  readonly memoryMetric: "rss" | "footprint";
}

/** Measurements without their budgets, which apply_budgets.ts adds. */
export type UnbudgetedMeasurement = Omit<MeasurementRecord, "budget">;

/** Why the arms must not be compared; empty when they may. Blocks of the warm-up and unusable ones do not count. */
export function incomparableBecause(blocks: readonly BlockRecord[]): readonly string[] {
  return stateDifferences(blocks.filter(isCompared).map(({ machine }) => machine));
}

/** All measurements, workload by workload in the order measured. */
export function deriveMeasurements(measured: MeasuredBlocks): readonly UnbudgetedMeasurement[] {
  const usable = measured.blocks.filter(isCompared);
  const why = incomparableBecause(usable);
  const workloads = [...new Set(usable.map(({ workload }) => workload))];
  return workloads.flatMap((workload) =>
    seriesOf(usable.filter((block) => block.workload === workload), measured.memoryMetric)
      .filter(({ values }) => values.size > 0)
      .map((series) => derive(series, { workload, plan: measured.plan, why }))
  );
}

/** One number for each block it could be read in. */
interface Series {
  readonly metric: string;
  readonly process: string | null;
  readonly unit: Unit;
  /** Null: a share of the values with behavior monitoring off. */
  readonly floor: number | null;
  readonly values: ReadonlyMap<BlockRecord, number>;
}

function seriesOf(blocks: readonly BlockRecord[], memory: "rss" | "footprint"): readonly Series[] {
  const labels = [...new Set(blocks.flatMap(({ processes }) => processes.map(({ process }) => process)))]
    .sort();
  const find = (block: BlockRecord, label: string) =>
    label === "agent" ? block.agent : block.processes.find(({ process }) => process === label) ?? null;
  const ofProcesses = ["agent", ...labels].flatMap((label) =>
    processMetrics(memory).map(({ name, unit, floor, read }): Series => ({
      metric: name,
      process: label,
      unit,
      floor,
      values: collect(blocks, (block) => {
        const process = find(block, label);
        return process === null ? null : read(process);
      }),
    }))
  );
  return [
    {
      metric: WALL_METRIC,
      process: null,
      unit: "ms",
      floor: null,
      values: collect(blocks, ({ wallMs }) => wallMs),
    },
    {
      metric: CPU_PER_WORK_METRIC,
      process: "agent",
      unit: "ms",
      floor: null,
      values: collect(blocks, cpuPerWorkMs),
    },
    ...ofProcesses,
  ];
}

function collect(
  blocks: readonly BlockRecord[],
  read: (block: BlockRecord) => number | null,
): ReadonlyMap<BlockRecord, number> {
  return new Map(blocks.flatMap((block) => {
    const value = read(block);
    return value === null ? [] : [[block, value] as const];
  }));
}

/** What is known before anything is compared. */
type Head = "workload" | "metric" | "process" | "unit" | "outliers";

interface DeriveOptions {
  readonly workload: string;
  readonly plan: MeasuredBlocks["plan"];
  readonly why: readonly string[];
}

function derive(series: Series, { workload, plan, why }: DeriveOptions): UnbudgetedMeasurement {
  const { metric, process, unit } = series;
  const head = { workload, metric, process, unit, outliers: outliersOf(series) };
  if (plan.arms === "current") return { ...head, ...singleArm(series) };
  const values = armsOf(series);
  const floor = series.floor ?? RELATIVE_FLOOR * Math.abs(median(values.off) ?? 0);
  const compared = compareArms(values, { floor, random: seededRandom(plan.seed) });
  const comparison = why.length === 0 ? compared : incomparable(compared, why);
  const { why: _why, ...numbers } = comparison;
  return { ...head, ...numbers, current: null, words: describeComparison(comparison, unit) };
}

/** The numbers of each arm stay true; only what they say together does not. */
function incomparable(compared: Comparison, why: readonly string[]): Comparison {
  return {
    ...compared,
    shift: null,
    ratio: null,
    pValue: null,
    minimumDetectable: null,
    conclusion: "cannot tell",
    why: why.join("; "),
  };
}

function armsOf({ values }: Series): ArmValues {
  const pick = (wanted: (block: BlockRecord) => boolean) =>
    [...values].flatMap(([block, value]) => wanted(block) ? [value] : []);
  return {
    off: pick(({ phase, arm }) => phase === "compare" && arm === "off"),
    on: pick(({ phase, arm }) => phase === "compare" && arm === "on"),
    nullFirst: pick(({ phase, half }) => phase === "null" && half === "first"),
    nullSecond: pick(({ phase, half }) => phase === "null" && half === "second"),
  };
}

function singleArm({ values, unit, floor }: Series): Omit<UnbudgetedMeasurement, Head> {
  const current = summarizeArm([...values.values()]);
  const amount = current.median === null ? "nothing" : formatQuantity(current.median, unit);
  return {
    off: null,
    on: null,
    current,
    shift: null,
    ratio: null,
    pValue: null,
    floor: floor ?? 0,
    nullSpread: null,
    minimumDetectable: null,
    conclusion: "not compared",
    words: `${amount}, with behavior monitoring as it was`,
  };
}

/** Outliers within each arm: an effect of behavior monitoring is none. */
function outliersOf({ values }: Series): MeasurementRecord["outliers"] {
  const byArm = Map.groupBy([...values], ([{ phase, arm }]) => `${phase} ${arm}`);
  return [...byArm.values()].flatMap((same) =>
    findOutliers(same.map(([, value]) => value)).map(({ index, value, modifiedZ }) => ({
      block: same[index]?.[0].index ?? -1,
      value,
      modifiedZ,
    }))
  );
}

function isCompared({ phase, usable }: BlockRecord): boolean {
  return usable && phase !== "warm-up";
}
