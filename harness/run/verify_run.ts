// The order of a run (design §6): check, ask, enable, scenarios, restore. The caller holds the lock and writes
// the reports; whatever happens in here ends in the log.
import { switchBehaviorMonitoring } from "./setting/switch_behavior_monitoring.ts";
import { toProblem } from "../model/harness_error.ts";
import { blockingPrerequisites, type Policy, type Prerequisite } from "../model/prerequisite.ts";
import type {
  DeviceRecord,
  EnablementRecord,
  RestoreRecord,
  RunOptions,
} from "../model/record/run_record.ts";
import type { RunEventBody, RunStarted } from "../model/record/run_event.ts";
import type { Scenario } from "../model/scenario.ts";
import type { SkipReason } from "../model/verdict.ts";
import type { OnOff } from "../ports/device.ts";
import { type CheckOptions, checkPrerequisites } from "../prerequisites/check_prerequisites.ts";
import { gatherDeviceFacts } from "../prerequisites/device_facts.ts";
import { describeDevice } from "./describe_device.ts";
import { createJournal, type Journal, settingIntent } from "./setting/journal.ts";
import { restoreDevice } from "./setting/restore_device.ts";
import type { Interruption, RunPorts } from "../ports/run_ports.ts";
import { blocked, NO_CONSENT, notEnabled, type Stop } from "./stop.ts";
import { runScenario, scenarioHead } from "./attempt/run_scenario.ts";

/** Asks a person, or knows the answer already. */
export type AskConsent = (scenarios: readonly Scenario[]) => Promise<{
  readonly given: boolean;
  readonly how: "option" | "prompt" | "not-asked";
}>;

/** What a run is asked to do. */
export interface VerifyRequest {
  readonly start: Omit<RunStarted, "kind" | "device" | "options" | "policy">;
  readonly device: DeviceRecord;
  readonly options: RunOptions;
  readonly policy: Policy;
  readonly checks: Omit<CheckOptions, "now">;
  readonly isRoot: boolean;
  readonly scenarios: readonly Scenario[];
  readonly askConsent: AskConsent;
  /** Measured after the scenarios, on the same journal. */
  readonly measure?: (journal: Journal) => Promise<void>;
  readonly interruption: Interruption;
}

/** Runs everything and puts the device back, whatever happens; a log that cannot be written does not stop that. */
export async function verifyRun(ports: RunPorts, request: VerifyRequest): Promise<RestoreRecord> {
  const journal = createJournal(ports, { runId: request.start.runId, kept: false });
  const left = new Set(request.scenarios);
  try {
    await start(ports, request);
    const stop = await work(ports, journal, { request, left });
    if (stop !== null) await skipAll(ports, left, stop);
  } catch (error) {
    const problem = toProblem(error);
    await tell(ports, { kind: "problem", problem });
    await skipAll(ports, left, { reason: "harness-error", explanation: problem.message }).catch(() =>
      undefined
    );
  }
  const restored = await restore(ports, journal, request);
  await tell(ports, { kind: "run-finished" });
  return restored;
}

async function start({ log }: RunPorts, request: VerifyRequest): Promise<void> {
  const { id, title, source, date } = request.policy;
  await log.append({
    kind: "run-started",
    ...request.start,
    device: request.device,
    options: request.options,
    policy: { id, title, source, date },
  });
}

interface Work {
  readonly request: VerifyRequest;
  /** Scenarios not begun yet; the caller skips what is left when the work stops early. */
  readonly left: Set<Scenario>;
}

async function work(ports: RunPorts, journal: Journal, { request, left }: Work): Promise<Stop | null> {
  const { interruption } = request;
  const prerequisites = await check(ports, request);
  const blocking = blockingPrerequisites(prerequisites);
  if (blocking.length > 0) return blocked(blocking);
  if (interruption.signal.aborted) return interrupted(ports, interruption);
  const consent = await request.askConsent(request.scenarios);
  await ports.log.append({ kind: "consent-decided", consent });
  if (interruption.signal.aborted) return interrupted(ports, interruption);
  if (!consent.given) return NO_CONSENT;
  const enablement = await enable(ports, journal, request);
  if (interruption.signal.aborted) return interrupted(ports, interruption);
  if (enablement.problem !== null) return notEnabled(enablement);
  for (const scenario of request.scenarios) {
    left.delete(scenario);
    await runOne(ports, journal, { request, prerequisites, scenario });
    if (interruption.signal.aborted) return interrupted(ports, interruption);
  }
  await request.measure?.(journal);
  return interruption.signal.aborted ? interrupted(ports, interruption) : null;
}

async function check(ports: RunPorts, request: VerifyRequest): Promise<readonly Prerequisite[]> {
  const { device, triggerFiles, clock, log } = ports;
  const facts = await gatherDeviceFacts(device, {
    triggerFiles,
    isRoot: request.isRoot,
    triggerFileNames: request.scenarios.flatMap(({ trigger }) => trigger.files),
    detections: request.scenarios.map(({ expectation }) => expectation.detection),
    wantedStates: wantedStates(request.scenarios),
  });
  await log.append({ kind: "device-read", device: describeDevice(request.device, facts) });
  const prerequisites = checkPrerequisites(facts, request.policy, { ...request.checks, now: clock.now() });
  await log.append({ kind: "prerequisites-checked", prerequisites });
  return prerequisites;
}

function wantedStates(scenarios: readonly Scenario[]): readonly OnOff[] {
  return [...new Set<OnOff>(["enabled", ...scenarios.map(({ behaviorMonitoring }) => behaviorMonitoring)])];
}

async function enable(ports: RunPorts, journal: Journal, request: VerifyRequest): Promise<EnablementRecord> {
  await ports.log.append({ kind: "enablement-started", wanted: "enabled" });
  const enablement = await bring(ports, journal, { request, wanted: "enabled" });
  await ports.log.append({ kind: "enablement-finished", enablement });
  return enablement;
}

/** Brings behavior monitoring to a state; the intent is journalled before the change. */
function bring(
  { device, clock }: RunPorts,
  journal: Journal,
  { request, wanted }: { readonly request: VerifyRequest; readonly wanted: OnOff },
): Promise<EnablementRecord> {
  const write = async (from: OnOff, to: OnOff): Promise<void> => {
    await journal.open(settingIntent(from, to));
  };
  return switchBehaviorMonitoring({ device, clock, journal: write }, wanted, {
    settleMs: request.options.settleMs,
    signal: request.interruption.signal,
  });
}

async function runOne(
  ports: RunPorts,
  journal: Journal,
  { request, prerequisites, scenario }: {
    readonly request: VerifyRequest;
    readonly prerequisites: readonly Prerequisite[];
    readonly scenario: Scenario;
  },
): Promise<void> {
  const { device, log } = ports;
  const { repeats, deadlineMs, graceMs } = request.options;
  const skip = (reason: SkipReason, explanation: string) =>
    log.append({ kind: "scenario-skipped", scenario: scenarioHead(scenario), reason, explanation });
  if (!scenario.platforms.includes(device.platform)) {
    await skip(
      "platform-not-supported",
      `The vendor publishes this demonstration for ${scenario.platforms} only`,
    );
    return;
  }
  try {
    const switched = await bring(ports, journal, { request, wanted: scenario.behaviorMonitoring });
    if (switched.changed) await tellChange(ports, { switched, why: `"${scenario.id}" needs it` });
    const stop = switched.problem === null ? null : notEnabled(switched);
    if (stop !== null) return void await skip(stop.reason, stop.explanation);
    const { interruption } = request;
    await runScenario(ports, journal, {
      scenario,
      repeats,
      deadlineMs,
      graceMs,
      prerequisites,
      interruption,
    });
  } catch (error) {
    const { message, hint } = toProblem(error);
    await log.append({
      kind: "problem",
      problem: { code: "scenario/crashed", message: `Scenario "${scenario.id}" crashed: ${message}`, hint },
    });
  }
}

async function tellChange(
  { log }: RunPorts,
  { switched, why }: { readonly switched: EnablementRecord; readonly why: string },
): Promise<void> {
  await log.append({
    kind: "setting-changed",
    from: switched.before?.value ?? "unknown",
    to: switched.wanted,
    why,
  });
}

async function skipAll({ log }: RunPorts, left: Set<Scenario>, { reason, explanation }: Stop): Promise<void> {
  for (const scenario of left) {
    await log.append({ kind: "scenario-skipped", scenario: scenarioHead(scenario), reason, explanation });
  }
}

/** Undoes what is open. It never replaces what went wrong before, and has a verdict of its own. */
async function restore(ports: RunPorts, journal: Journal, request: VerifyRequest): Promise<RestoreRecord> {
  const pending = await journal.pending();
  const setting = pending.find(({ intent }) => intent.kind === "setting")?.intent;
  if (setting?.kind === "setting") await tell(ports, { kind: "restore-started", wanted: setting.from });
  const { leaveEnabled, settleMs } = request.options;
  const { restore, problems } = await restoreDevice({ ...ports, settleMs }, pending, { leaveEnabled });
  for (const problem of problems) await tell(ports, { kind: "problem", problem });
  await tell(ports, { kind: "restore-finished", restore });
  return restore;
}

/** For events on the way out: a full disk must not keep the device from being put back. */
async function tell({ log }: RunPorts, event: RunEventBody): Promise<void> {
  await log.append(event).catch(() => undefined);
}

async function interrupted({ log }: RunPorts, { by }: Interruption): Promise<Stop> {
  await log.append({ kind: "interrupted", signal: by ?? "SIGTERM" });
  return { reason: "interrupted", explanation: `${by ?? "SIGTERM"} stopped the run` };
}
