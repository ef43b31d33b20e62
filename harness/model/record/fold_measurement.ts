// The part of the fold that takes up a measurement.
import type { BlockRecord, MeasurementOutcome, MeasurementPlan, MeasurementRecord } from "./measurement.ts";
import { combineJudgements, judgeMeasurement } from "./measurement_judgement.ts";
import type { RunEventBody } from "./run_event.ts";
import { type JudgedRun, judgeRun, type RunJudgement } from "./run_judgement.ts";

/** What was measured so far; null when nothing is to be measured. */
export interface MeasurementSoFar {
  readonly plan: MeasurementPlan;
  readonly blocks: readonly BlockRecord[];
  readonly outcome: MeasurementOutcome | null;
  readonly measurements: readonly MeasurementRecord[];
}

/** Events that say something of a measurement. */
export type MeasurementEvent = Extract<
  RunEventBody,
  { readonly kind: "measurement-planned" | "block-started" | "block-finished" | "measurement-finished" }
>;

/** Takes up one event. */
export function foldMeasurement(
  soFar: MeasurementSoFar | null,
  event: MeasurementEvent,
): MeasurementSoFar | null {
  if (event.kind === "measurement-planned") {
    return { plan: event.plan, blocks: [], outcome: null, measurements: [] };
  }
  if (soFar === null) return null;
  switch (event.kind) {
    case "block-started":
      return soFar;
    case "block-finished":
      return { ...soFar, blocks: [...soFar.blocks, event.block] };
    case "measurement-finished":
      return { ...soFar, outcome: event.outcome, measurements: event.measurements };
  }
}

/** The judgement of a run with or without a measurement. */
export function judgeWithMeasurement(run: JudgedRun, measurement: MeasurementSoFar | null): RunJudgement {
  if (measurement === null) return judgeRun(run);
  const { interruptedBy, problems, scenarios } = run;
  const blocks = measurement.blocks.length;
  const cost = judgeMeasurement({ ...measurement, blocks, interruptedBy, problems });
  return scenarios.length === 0 ? cost : combineJudgements(judgeRun(run), cost);
}
