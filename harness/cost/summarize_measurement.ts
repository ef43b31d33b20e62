// The result of a measurement from its blocks, pure.
import type {
  BlockRecord,
  MeasurementOutcome,
  MeasurementPlan,
  MeasurementRecord,
} from "../model/record/measurement.ts";
import { applyBudgets } from "./apply_budgets.ts";
import { comparedQuads, leftOutInWords } from "./compared_quads.ts";
import { derivingMeasurements, noGrowthBecause } from "./derive_measurements.ts";
import { atOnce, type Steps } from "./steps.ts";

/** What of an outcome is told and not derived. Its notes are those of the run alone. */
export type ToldOutcome = Omit<MeasurementOutcome, "comparable" | "incomparableBecause" | "budgets">;

/** What was measured and how. */
export interface MeasuredRun {
  readonly plan: MeasurementPlan;
  readonly blocks: readonly BlockRecord[];
  readonly told: ToldOutcome;
}

/** What the run record says of a measurement. */
export interface MeasurementSummary {
  readonly outcome: MeasurementOutcome;
  readonly measurements: readonly MeasurementRecord[];
}

/** Derives measurements, judges budgets, and says what the measurement is worth. */
export function summarizeMeasurement(run: MeasuredRun): MeasurementSummary {
  return atOnce(summarizingMeasurement(run));
}

/** The same with pauses. */
export function* summarizingMeasurement(run: MeasuredRun): Steps<MeasurementSummary> {
  const { plan, blocks, told } = run;
  const derived = yield* derivingMeasurements({ blocks, plan, memoryMetric: told.memoryMetric ?? "rss" });
  const { measurements, budgets } = applyBudgets(derived, plan.budgets, noGrowthBecause(run));
  const { quads, leftOut } = comparedQuads(blocks);
  const notes = leftOutInWords(leftOut);
  const nothingLeft = quads.length === 0 && leftOut.length > 0;
  const outcome: MeasurementOutcome = {
    ...told,
    comparable: !nothingLeft,
    incomparableBecause: nothingLeft ? notes : [],
    budgets,
    notes: nothingLeft ? told.notes : [...told.notes, ...notes],
  };
  return { outcome, measurements };
}

/** What was told of an outcome, from the outcome: the notes on left-out quads come out again. */
export function toldOf(
  { comparable: _, incomparableBecause: __, budgets: ___, ...told }: MeasurementOutcome,
  blocks: readonly BlockRecord[],
): ToldOutcome {
  const derived = new Set(leftOutInWords(comparedQuads(blocks).leftOut));
  return { ...told, notes: told.notes.filter((note) => !derived.has(note)) };
}
