// From blocks to measurements, pure: the same blocks always give the same result.
import type { BlockRecord, MeasurementPlan, MeasurementRecord } from "../model/record/measurement.ts";
import { formatQuantity, type Unit } from "../model/text/format_quantity.ts";
import { type BlockQuad, comparedQuads, leftOutInWords } from "./compared_quads.ts";
import { isGrowth, isPrimaryMetric, isWork, primaryMeasurements, RELATIVE_FLOOR } from "./metrics.ts";
import { atOnce, type Steps } from "./steps.ts";
import { type BlockSeries, seriesOf } from "./block_series.ts";
import { summarizeArm } from "./statistics/arm_summary.ts";
import { compareArms, type Comparison } from "./statistics/compare_arms.ts";
import { claimLevel, concludeAll, type Judged } from "./statistics/conclude.ts";
import { describeComparison } from "./statistics/describe_comparison.ts";
import { findOutliers } from "./statistics/find_outliers.ts";
import type { Quad } from "./statistics/quads/quad.ts";
import { median } from "../model/quantile.ts";

/** What measurements are derived from. */
export interface MeasuredBlocks {
  readonly blocks: readonly BlockRecord[];
  readonly plan: Pick<MeasurementPlan, "arms" | "quick" | "blockMs">;
  readonly memoryMetric: "rss" | "footprint";
}

/** Measurements without their budgets, which apply_budgets.ts adds. */
export type UnbudgetedMeasurement = Omit<MeasurementRecord, "budget">;

/** Blocks that are shorter, and runs that are, say nothing of growth. */
const SHORTEST_FOR_GROWTH = { blockMs: 10_000, runMs: 600_000 } as const;

/** All measurements, workload by workload in the order measured. */
export function deriveMeasurements(measured: MeasuredBlocks): readonly UnbudgetedMeasurement[] {
  return atOnce(derivingMeasurements(measured));
}

/** The same with a pause after each comparison: 100 blocks in each arm take seconds. */
export function* derivingMeasurements(measured: MeasuredBlocks): Steps<readonly UnbudgetedMeasurement[]> {
  const usable = measured.blocks.filter(({ phase, usable }) => usable && phase !== "warm-up");
  const workloads = [...new Set(usable.map(({ workload }) => workload))];
  const series = workloads.flatMap((workload) =>
    seriesOf(usable.filter((block) => block.workload === workload), measured.memoryMetric)
      .filter(({ values }) => values.size > 0)
      .map((one) => ({ ...one, workload }))
  );
  const measurements = measured.plan.arms === "current"
    ? series.map(singleArm)
    : yield* compareAll(series, measured);
  if (!measured.plan.quick) return measurements;
  // No line of it can be pasted anywhere without saying so.
  return measurements.map((one) => ({ ...one, words: `quick look: ${one.words}` }));
}

/** A series with the workload it was measured under. */
type WorkloadSeries = BlockSeries & { readonly workload: string };

function* compareAll(
  series: readonly WorkloadSeries[],
  { blocks, plan }: MeasuredBlocks,
): Steps<readonly UnbudgetedMeasurement[]> {
  const { quads, leftOut } = comparedQuads(blocks);
  const nulls = comparedQuads(blocks, "null").quads;
  const claimAlpha = claimLevel(primaryMeasurements([...new Set(series.map(({ workload }) => workload))]));
  const judged: Judged[] = [];
  for (const one of series) {
    const compared = { quads: within(one, quads), nulls: within(one, nulls), claimAlpha };
    const comparison = compareSeries(one, compared);
    const nothing = comparison.shift === null
      ? leftOutInWords(leftOut.filter(({ workload }) => workload === one.workload)).join("; ")
      : "";
    const barred = nothing === "" ? barredBecause(one, { blocks, plan }) : nothing;
    judged.push({
      // What may not be claimed would not have been seen either.
      comparison: barred === null ? comparison : { ...comparison, minimumDetectable: null },
      isPrimary: isPrimaryMetric(one),
      barred,
      unfinished: isWork(one)
        ? unfinishedIn(quads.flat().filter(({ workload }) => workload === one.workload))
        : null,
    });
    yield;
  }
  return concludeAll(judged).map(({ why, ...concluded }, place) => {
    const [one, comparison] = [series[place], judged[place]?.comparison];
    if (one === undefined || comparison === undefined) {
      throw new RangeError("A series has one conclusion each");
    }
    const words = describeComparison(comparison, { conclusion: concluded.conclusion, why }, one.unit);
    return { ...headOf(one), ...comparison, ...concluded, current: null, words };
  });
}

interface ComparedSeries {
  readonly quads: readonly Quad[];
  readonly nulls: readonly Quad[];
  readonly claimAlpha: number;
}

function compareSeries(
  series: BlockSeries,
  { quads, nulls, claimAlpha }: ComparedSeries,
): Comparison {
  const valuesOff = quads.flat().filter(({ isOn }) => !isOn).map(({ value }) => value);
  const floor = series.floor ?? RELATIVE_FLOOR * Math.abs(median(valuesOff) ?? 0);
  const comparison = compareArms(quads, { floor, claimAlpha, nulls });
  const largest = (arm: "off" | "on") => {
    const values = [...series.values].filter(([block]) => block.phase === "compare" && block.arm === arm);
    return values.length === 0 ? null : Math.max(...values.map(([, value]) => value));
  };
  return {
    ...comparison,
    off: { ...comparison.off, largest: largest("off") },
    on: { ...comparison.on, largest: largest("on") },
  };
}

/** The quads of which every block has a value. In the A/A stretch the second half stands for on. */
function within({ workload, values }: WorkloadSeries, quads: readonly BlockQuad[]): readonly Quad[] {
  return quads.filter(([first]) => first?.workload === workload).flatMap((quad) => {
    const blocks = quad.flatMap((block) => {
      const value = values.get(block);
      return value === undefined ? [] : [{ isOn: block.arm === "on" || block.half === "second", value }];
    });
    return blocks.length === quad.length ? [blocks] : [];
  });
}

function barredBecause(
  { metric }: BlockSeries,
  measured: Pick<MeasuredBlocks, "blocks" | "plan">,
): string | null {
  if (measured.plan.quick) return "too short for a claim";
  return isGrowth(metric) ? noGrowthBecause(measured) : null;
}

/** That the agent did more for a workload than its blocks hold; null when it did not, or nobody knows. */
function unfinishedIn(blocks: readonly BlockRecord[]): string | null {
  const restless = blocks.filter(({ samples }) => samples.atRest === false).length;
  return restless === 0
    ? null
    : `the agent was still at work when ${restless} of ${blocks.length} blocks ended, and what it did then is not counted`;
}

/** Why a measurement says nothing of growth; null when it may. */
export function noGrowthBecause(
  { blocks, plan: { blockMs } }: Pick<MeasuredBlocks, "blocks" | "plan">,
): string | null {
  if (blockMs < SHORTEST_FOR_GROWTH.blockMs) return "blocks shorter than 10 s say nothing of growth";
  return runMs(blocks) < SHORTEST_FOR_GROWTH.runMs
    ? "a run shorter than 10 min says nothing of growth"
    : null;
}

function runMs(blocks: readonly BlockRecord[]): number {
  const starts = blocks.map(({ startedAt }) => Date.parse(startedAt));
  return Math.max(...starts) - Math.min(...starts) + (blocks.at(-1)?.durationMs ?? 0);
}

function headOf(
  series: WorkloadSeries,
): Pick<UnbudgetedMeasurement, "workload" | "metric" | "process" | "unit" | "outliers"> {
  const { workload, metric, process, unit } = series;
  return { workload, metric, process, unit, outliers: outliersOf(series) };
}

function singleArm(series: WorkloadSeries): UnbudgetedMeasurement {
  const { values, unit, floor } = series;
  const current = summarizeArm([...values.values()]);
  return {
    ...headOf(series),
    off: null,
    on: null,
    current,
    shift: null,
    ratio: null,
    pValue: null,
    adjustedPValue: null,
    family: null,
    floor: floor ?? 0,
    nullSpread: null,
    minimumDetectable: null,
    conclusion: "not compared",
    words: `${levelInWords(current.median, unit)}, with behavior monitoring as it was`,
  };
}

function levelInWords(value: number | null, unit: Unit): string {
  return value === null ? "nothing" : formatQuantity(value, unit);
}

/** Outliers within each arm: an effect of behavior monitoring is none. */
function outliersOf({ values }: BlockSeries): MeasurementRecord["outliers"] {
  const byArm = Map.groupBy([...values], ([{ phase, arm }]) => `${phase} ${arm}`);
  return [...byArm.values()].flatMap((same) =>
    findOutliers(same.map(([, value]) => value)).map(({ index, value, modifiedZ }) => ({
      block: same[index]?.[0].index ?? -1,
      value,
      modifiedZ,
    }))
  );
}
