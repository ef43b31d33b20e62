// Scenarios from their first to their last word for now: their attempts, each judged by what was seen so far. Repeats
// apply to the demonstration; controls run once, and beside each other where they can. The last word on all of them is
// said at the end of the run, by conclude_attempts.ts.
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { ScenarioHead } from "../../model/record/run_event.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Interruption, RunPorts } from "../../ports/run_ports.ts";
import type { Journal } from "../setting/journal.ts";
import { judgeSoFar, type ObservedAttempt } from "./judge_attempts.ts";
import { type AttemptSighting, observeAttempts } from "./observe_attempts.ts";
import type { AskedProtection } from "./read_protection.ts";
import type { RunBook } from "./run_book.ts";
import type { ScenariosBeside } from "./scenarios_beside.ts";

/** What scenarios are run with. Times in milliseconds. */
export interface ScenarioPlan {
  /** More than one: beside each other. */
  readonly scenarios: ScenariosBeside;
  readonly repeats: number;
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly prerequisites: readonly Prerequisite[];
  /** What protected the device, where somebody asked right before; else null. */
  readonly asked: AskedProtection | null;
  readonly interruption: Interruption;
  /** What the run has seen before; what these scenarios see is added. */
  readonly book: RunBook;
}

/** The part of a scenario that goes into the record. */
export function scenarioHead({ id, title, expectation, portalAlert }: Scenario): ScenarioHead {
  const { kind, detection: { name, type } } = expectation;
  return { id, title, expectation: kind, portalAlert, detection: { name, type } };
}

/** Runs all attempts. An attempt that was interrupted is not judged: what it did not see proves nothing. */
export async function runScenarios(ports: RunPorts, journal: Journal, plan: ScenarioPlan): Promise<void> {
  const { scenarios, interruption } = plan;
  const attempts = scenarios.every(({ repeatable }) => repeatable) ? plan.repeats : 1;
  for (const scenario of scenarios) {
    await ports.log.append({ kind: "scenario-started", scenario: scenarioHead(scenario), attempts });
  }
  for (let index = 1; index <= attempts; index += 1) {
    if (interruption.signal.aborted) return;
    await runAttempts(ports, journal, index === 1 ? plan : { ...plan, asked: null }, index);
    if (interruption.signal.aborted) return;
  }
  for (const { id } of scenarios) await ports.log.append({ kind: "scenario-finished", scenarioId: id });
}

/** Runs the attempt of that number at each of the scenarios, and tells what they look like so far. */
export async function runAttempts(
  ports: RunPorts,
  journal: Journal,
  plan: ScenarioPlan,
  index: number,
): Promise<void> {
  const { scenarios, book, prerequisites, interruption } = plan;
  for (const { id } of scenarios) await ports.log.append({ kind: "attempt-started", scenarioId: id, index });
  const sightings = await observeAttempts(ports, journal, { ...plan, signal: interruption.signal });
  if (interruption.signal.aborted) return;
  const known = { index, utcOffsetMinutes: ports.clock.utcOffsetMinutes() };
  const observed = sightings.map((sighting, at) =>
    observedAs(sighting, scenarios[at] ?? scenarios[0], { ...plan, known })
  );
  book.attempts.push(...observed);
  const judged = judgeSoFar({ ...book, prerequisites }, book.attempts.length - observed.length);
  for (const [at, attempt] of judged.entries()) {
    book.told.push(attempt);
    const scenarioId = observed[at]?.scenario.id ?? "";
    await ports.log.append({ kind: "attempt-judged", scenarioId, attempt });
  }
}

/** What was seen in the shape of the record, not judged yet. */
function observedAs(
  { children: [child, ...otherChildren], agentUnreadable, fileRemoved, ...seen }: AttemptSighting,
  scenario: Scenario,
  { deadlineMs, graceMs, known }: Pick<ScenarioPlan, "deadlineMs" | "graceMs"> & {
    readonly known: Pick<AttemptRecord, "index" | "utcOffsetMinutes">;
  },
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
