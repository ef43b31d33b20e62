// The run record as a pure fold of the events of a run. Leaves the verdict of the whole to run_judgement.ts.
import { summariseAttempts } from "./attempt_summary.ts";
import { exitCodeOf } from "../exit_code.ts";
import { foldMeasurement, judgeWithMeasurement, type MeasurementSoFar } from "./fold_measurement.ts";
import { foldRestore, type SettingSoFar } from "./fold_restore.ts";
import { HarnessError, type Problem } from "../harness_error.ts";
import type { Prerequisite } from "../prerequisite.ts";
import type { RunEvent, RunStarted, ScenarioHead } from "./run_event.ts";
import type {
  AttemptRecord,
  ConsentRecord,
  EnablementRecord,
  RunRecord,
  ScenarioRecord,
} from "./run_record.ts";
import type { SkipReason } from "../verdict.ts";

interface ScenarioSoFar {
  readonly head: ScenarioHead;
  readonly announced: number;
  /** By number, in the order in which they were judged first. Grows in place: a copy at each would be quadratic. */
  readonly attempts: Map<number, AttemptRecord>;
  readonly finished: boolean;
  readonly skipped: { readonly reason: SkipReason; readonly explanation: string } | null;
}

interface RunSoFar extends SettingSoFar {
  readonly policy: RunRecord["policy"];
  readonly prerequisites: readonly Prerequisite[];
  readonly consent: ConsentRecord | null;
  readonly scenarios: readonly ScenarioSoFar[];
  readonly listings: RunRecord["listings"];
  readonly measurement: MeasurementSoFar | null;
  readonly interruptedBy: string | null;
  readonly problems: readonly Problem[];
  readonly finished: { readonly at: string; readonly atMs: number } | null;
}

/**
 * Folds the events of a run into its record. A list that ends early (the harness was killed) still gives a
 * record: never a pass, and with a restore that counts as failed when the device may have been left changed.
 *
 * @throws HarnessError `bundle/incomplete` when the first event is not the start of a run.
 */
export function foldRun(events: readonly RunEvent[]): RunRecord {
  const start = events[0];
  if (start?.kind !== "run-started") {
    throw new HarnessError("bundle/incomplete", 'Cannot fold a run whose first event is not "run-started"', {
      hint: "Use the whole events.ndjson of one run",
    });
  }
  return toRecord(start, events.reduce(step, initial(start)));
}

function initial(start: RunStarted): RunSoFar {
  return {
    device: start.device,
    policy: start.policy,
    prerequisites: [],
    consent: null,
    enablement: null,
    changing: false,
    setting: null,
    scenarios: [],
    listings: null,
    measurement: null,
    restore: null,
    interruptedBy: null,
    problems: [],
    finished: null,
  };
}

function step(run: RunSoFar, event: RunEvent): RunSoFar {
  switch (event.kind) {
    case "run-started":
    case "device-read":
      return { ...run, device: event.device };
    case "prerequisites-checked":
      return { ...run, prerequisites: event.prerequisites, policy: event.policy ?? run.policy };
    case "consent-decided":
      return { ...run, consent: event.consent };
    case "enablement-started":
      return { ...run, changing: true };
    case "enablement-finished":
      return { ...run, ...afterEnablement(run, event.enablement), changing: false };
    case "setting-changed":
      return { ...run, setting: { before: run.setting?.before ?? event.from, now: event.to } };
    case "scenario-started":
      return addScenario(run, { ...blank(event.scenario), announced: event.attempts });
    case "scenario-skipped": {
      const { reason, explanation } = event;
      return addScenario(run, { ...blank(event.scenario), finished: true, skipped: { reason, explanation } });
    }
    case "attempt-judged":
      return addAttempt(run, event);
    case "scenario-finished":
      return updateScenario(run, event.scenarioId, (scenario) => ({ ...scenario, finished: true }));
    case "measurement-planned":
    case "block-started":
    case "block-finished":
    case "measurement-finished":
      return { ...run, measurement: foldMeasurement(run.measurement, event) };
    case "restore-started":
      return { ...run, changing: true };
    case "restore-finished":
      return { ...run, restore: event.restore, changing: false };
    case "problem":
      return { ...run, problems: [...run.problems, event.problem] };
    case "interrupted":
      return { ...run, interruptedBy: run.interruptedBy ?? event.signal };
    case "run-finished":
      return { ...run, finished: { at: event.at, atMs: event.atMs } };
    case "list-read-again":
      return { ...run, listings: event.listings ?? run.listings };
    case "attempt-started":
    case "trigger-started":
    case "trigger-ended":
    case "detection-seen":
      return run;
  }
}

function afterEnablement(
  run: RunSoFar,
  enablement: EnablementRecord,
): Pick<RunSoFar, "enablement" | "setting"> {
  if (!enablement.changed) return { enablement, setting: run.setting };
  const before = run.setting?.before ?? enablement.before?.value ?? "unknown";
  return { enablement, setting: { before, now: enablement.after?.value ?? "unknown" } };
}

function blank(head: ScenarioHead): ScenarioSoFar {
  return { head, announced: 0, attempts: new Map(), finished: false, skipped: null };
}

function addScenario(run: RunSoFar, scenario: ScenarioSoFar): RunSoFar {
  return { ...run, scenarios: [...run.scenarios, scenario] };
}

function addAttempt(run: RunSoFar, event: RunEvent & { readonly kind: "attempt-judged" }): RunSoFar {
  const { scenarioId, attempt } = event;
  const scenario = run.scenarios.findLast(({ head }) => head.id === scenarioId);
  if (scenario === undefined) {
    // Dropping it in silence could drop a fail.
    const problem: Problem = {
      code: "harness/internal",
      message: `Attempt ${attempt.index} of "${scenarioId}" was judged before the scenario started`,
      hint: "Use the whole events.ndjson of one run",
    };
    return { ...run, problems: [...run.problems, problem] };
  }
  // Judged again, it replaces what was said of it before.
  scenario.attempts.set(attempt.index, attempt);
  return run;
}

function updateScenario(
  run: RunSoFar,
  id: string,
  change: (scenario: ScenarioSoFar) => ScenarioSoFar,
): RunSoFar {
  const last = run.scenarios.findLastIndex(({ head }) => head.id === id);
  return { ...run, scenarios: run.scenarios.map((one, index) => index === last ? change(one) : one) };
}

function toRecord(start: RunEvent & RunStarted, run: RunSoFar): RunRecord {
  const scenarios = run.scenarios.map(toScenario);
  const settled = foldRestore(run);
  const { restore } = settled;
  const { prerequisites, enablement, interruptedBy, problems } = run;
  const finished = run.finished !== null;
  const asked = start.options.scenarios;
  const judged = { prerequisites, enablement, scenarios, interruptedBy, problems, finished, asked };
  const judgement = judgeWithMeasurement(judged, run.measurement);
  return {
    schemaVersion: start.schemaVersion,
    runId: start.runId,
    tool: start.tool,
    simulated: start.simulated,
    recorded: start.recorded ?? false,
    unverified: [],
    startedAt: start.at,
    finishedAt: run.finished?.at ?? null,
    durationMs: run.finished?.atMs ?? null,
    ...judgement,
    exitCode: exitCodeOf({ ...judgement, restore, interruptedBy }),
    device: run.device,
    policy: run.policy,
    options: start.options,
    consent: run.consent,
    prerequisites,
    ...settled,
    scenarios,
    listings: run.listings,
    measurement: run.measurement && { plan: run.measurement.plan, outcome: run.measurement.outcome },
    measurements: run.measurement?.measurements ?? [],
    blocks: run.measurement?.blocks ?? [],
    interruptedBy,
    problems,
  };
}

function toScenario(scenario: ScenarioSoFar): ScenarioRecord {
  const { head, skipped } = scenario;
  const attempts = [...scenario.attempts.values()];
  const none = { attempts, rate: null, timeToBlockMs: null, timeToRecordMs: null };
  const [first, ...rest] = attempts;
  if (first === undefined) {
    if (skipped !== null) return { ...head, ...none, verdict: "skipped", ...skipped };
    const explanation = "The scenario started, but the run ended before an attempt was judged.";
    return { ...head, ...none, verdict: "inconclusive", reason: "interrupted", explanation };
  }
  const summary = summariseAttempts([first, ...rest]);
  const incomplete = !scenario.finished && attempts.length < scenario.announced && summary.verdict === "pass";
  if (!incomplete) return { ...head, ...summary, attempts };
  const explanation = `The run ended after ${attempts.length} of ${scenario.announced} attempts. ` +
    summary.explanation;
  return { ...head, ...summary, attempts, verdict: "inconclusive", reason: "interrupted", explanation };
}
