// The steps of a run as a person counts them: those of its plan, and the one that it is at.
import type { RunEvent } from "../../harness/model/record/run_event.ts";

/** Steps beside the scenarios, each of which is one under its own id. */
export const STEP = {
  check: "check",
  switch: "switch",
  measure: "measure",
  end: "end",
} as const;

/** One step of a plan. Times in milliseconds. */
export interface PlannedStep {
  readonly id: string;
  /** When all goes as it mostly does. */
  readonly usualMs: number;
  /** When all that can be waited for is waited for. */
  readonly longestMs: number;
}

/** Where a run is. */
export interface ReachedStep {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** When the step began, in milliseconds since the run started. */
  readonly sinceMs: number;
}

/** The last step that was begun; null before the first, and where the plan knows of none of them. */
export function reachedStep(
  events: readonly RunEvent[],
  steps: readonly Pick<PlannedStep, "id">[],
): ReachedStep | null {
  for (const event of events.toReversed()) {
    const id = stepBegunBy(event);
    const index = id === null ? -1 : steps.findIndex((step) => step.id === id);
    if (index >= 0) return { number: index + 1, of: steps.length, sinceMs: event.atMs };
  }
  return null;
}

/** The step that begins with an event; null where none does. */
export function stepBegunBy(event: RunEvent): string | null {
  switch (event.kind) {
    case "run-started":
      return STEP.check;
    case "enablement-started":
      return STEP.switch;
    case "scenario-started":
      return event.scenario.id;
    case "measurement-planned":
      return STEP.measure;
    case "restore-started":
    case "restore-finished":
      return STEP.end;
    default:
      return null;
  }
}

/** The steps that a finished run took, in their order: for one that is told again. */
export function stepsTaken(events: readonly RunEvent[]): readonly Pick<PlannedStep, "id">[] {
  const ids = events.map(stepBegunBy).filter((id) => id !== null);
  return [...new Set(ids)].map((id) => ({ id }));
}
