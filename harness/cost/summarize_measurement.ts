// The result of a measurement from its blocks, pure.
import type {
  BlockRecord,
  MeasurementOutcome,
  MeasurementPlan,
  MeasurementRecord,
} from "../model/record/measurement.ts";
import type { MemoryMetric, SamplerCost, SampleSource } from "./sampling/sampler_line.ts";
import { applyBudgets } from "./apply_budgets.ts";
import { comparedQuads, leftOutInWords } from "./compared_quads.ts";
import { deriveMeasurements, noGrowthBecause } from "./derive_measurements.ts";

/** What was measured and how. */
export interface MeasuredRun {
  readonly plan: MeasurementPlan;
  readonly blocks: readonly BlockRecord[];
  readonly complete: boolean;
  readonly feed: {
    readonly source: SampleSource;
    readonly metric: MemoryMetric;
    readonly cost: SamplerCost | null;
    readonly noCounts: string | null;
  } | null;
  readonly circumstances: Pick<MeasurementOutcome, "took" | "keptAwakeBy" | "folder" | "workloads">;
  readonly skipped: MeasurementOutcome["skipped"];
  readonly notes: readonly string[];
}

/** What the run record says of a measurement. */
export interface MeasurementSummary {
  readonly outcome: MeasurementOutcome;
  readonly measurements: readonly MeasurementRecord[];
}

/** Derives measurements, judges budgets, and says what the measurement is worth. */
export function summarizeMeasurement(run: MeasuredRun): MeasurementSummary {
  const { plan, blocks, feed } = run;
  const derived = deriveMeasurements({ blocks, plan, memoryMetric: feed?.metric ?? "rss" });
  const { measurements, budgets } = applyBudgets(derived, plan.budgets, noGrowthBecause(run));
  const { quads, leftOut } = comparedQuads(blocks);
  const notes = leftOutInWords(leftOut);
  const nothingLeft = quads.length === 0 && leftOut.length > 0;
  const outcome: MeasurementOutcome = {
    complete: run.complete,
    source: feed?.source ?? null,
    memoryMetric: feed?.metric ?? null,
    sampler: feed?.cost ? withoutKind(feed.cost) : null,
    skipped: run.skipped,
    comparable: !nothingLeft,
    incomparableBecause: nothingLeft ? notes : [],
    budgets,
    notes: nothingLeft ? run.notes : [...run.notes, ...notes],
    noCounts: feed?.noCounts ?? null,
    ...run.circumstances,
  };
  return { outcome, measurements };
}

function withoutKind({ cpuMs, wallMs, ticks, missed }: SamplerCost): MeasurementOutcome["sampler"] {
  return { cpuMs, wallMs, ticks, missed };
}
