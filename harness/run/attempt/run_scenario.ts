// One scenario: its attempts, each judged by what was seen so far. Repeats apply to the demonstration; controls run
// once. The last word on all of them is said at the end of the run, by conclude_attempts.ts.
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { ScenarioHead } from "../../model/record/run_event.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Interruption, RunPorts } from "../../ports/run_ports.ts";
import type { Journal } from "../setting/journal.ts";
import { judgeSoFar, type ObservedAttempt } from "./judge_attempts.ts";
import { type AttemptSighting, observeAttempt } from "./observe_attempt.ts";
import type { RunBook } from "./run_book.ts";

/** What a scenario is run with. Times in milliseconds. */
export interface ScenarioPlan {
  readonly scenario: Scenario;
  readonly repeats: number;
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly prerequisites: readonly Prerequisite[];
  readonly interruption: Interruption;
  /** What the run has seen before; what this scenario sees is added. */
  readonly book: RunBook;
}

/** The part of a scenario that goes into the record. */
export function scenarioHead({ id, title, expectation, portalAlert }: Scenario): ScenarioHead {
  const { kind, detection: { name, type } } = expectation;
  return { id, title, expectation: kind, portalAlert, detection: { name, type } };
}

/** Runs all attempts. An attempt that was interrupted is not judged: what it did not see proves nothing. */
export async function runScenario(ports: RunPorts, journal: Journal, plan: ScenarioPlan): Promise<void> {
  const { scenario, interruption } = plan;
  const attempts = scenario.repeatable ? plan.repeats : 1;
  await ports.log.append({ kind: "scenario-started", scenario: scenarioHead(scenario), attempts });
  for (let index = 1; index <= attempts; index += 1) {
    if (interruption.signal.aborted) return;
    await runAttempt(ports, journal, plan, index);
    if (interruption.signal.aborted) return;
  }
  await ports.log.append({ kind: "scenario-finished", scenarioId: scenario.id });
}

/** Runs the attempt of that number and tells what it looks like so far. */
export async function runAttempt(
  ports: RunPorts,
  journal: Journal,
  plan: ScenarioPlan,
  index: number,
): Promise<void> {
  const { scenario, book, prerequisites, interruption } = plan;
  await ports.log.append({ kind: "attempt-started", scenarioId: scenario.id, index });
  const sighting = await observeAttempt(ports, journal, { ...plan, signal: interruption.signal });
  if (interruption.signal.aborted) return;
  book.attempts.push(observed(sighting, plan, { index, utcOffsetMinutes: ports.clock.utcOffsetMinutes() }));
  const attempt = judgeSoFar({ ...book, prerequisites }).at(-1);
  if (attempt === undefined) return;
  book.told.push(attempt);
  await ports.log.append({ kind: "attempt-judged", scenarioId: scenario.id, attempt });
}

/** What was seen in the shape of the record, not judged yet. */
function observed(
  { children: [child, ...otherChildren], agentUnreadable, fileRemoved, ...seen }: AttemptSighting,
  { scenario, deadlineMs, graceMs }: ScenarioPlan,
  known: Pick<AttemptRecord, "index" | "utcOffsetMinutes">,
): ObservedAttempt {
  const record: AttemptRecord = {
    ...known,
    verdict: "inconclusive",
    reason: "trigger-not-run",
    explanation: "",
    ...seen,
    deadlineMs,
    graceMs,
    child: child ?? null,
    otherChildren,
    fileRemoved: scenario.expectation.kind === "file-removed-and-recorded" ? fileRemoved : null,
    timeToBlockMs: null,
    timeToRecordMs: null,
    detections: [],
    undatedDetections: [],
    earlierDetections: [],
    otherDetections: [],
  };
  return { scenario, record, agentUnreadable };
}
