// The order of a run that only measures: check, ask, measure, restore. The caller holds the lock and writes the
// reports; whatever happens in here ends in the log.
import { describeDevice } from "./describe_device.ts";
import { createJournal, type Journal } from "./setting/journal.ts";
import { restoreDevice } from "./setting/restore_device.ts";
import type { Interruption } from "../ports/run_ports.ts";
import { type Problem, toProblem } from "../model/harness_error.ts";
import type { Policy, Prerequisite } from "../model/prerequisite.ts";
import type { RunEventBody, RunStarted } from "../model/record/run_event.ts";
import type { ConsentRecord, DeviceRecord, RestoreRecord } from "../model/record/run_record.ts";
import type { StateStore } from "../ports/state_store.ts";
import type { TriggerFiles } from "../ports/trigger_runner.ts";
import { checkPrerequisites } from "../prerequisites/check_prerequisites.ts";
import { gatherDeviceFacts } from "../prerequisites/device_facts.ts";
import { measureArms, type MeasurementRequest } from "./measuring/measure_arms.ts";
import type { MeasurementPorts } from "../ports/measurement_ports.ts";

/** Ports of a run that measures. */
export interface MeasureRunPorts extends MeasurementPorts {
  readonly state: StateStore;
  readonly triggerFiles: TriggerFiles;
}

/** What such a run is asked to do. */
export interface MeasureRunRequest {
  readonly start: Omit<RunStarted, "kind" | "policy">;
  readonly policy: Policy;
  readonly isRoot: boolean;
  readonly measurement: Omit<MeasurementRequest, "journal" | "interruption">;
  readonly askConsent: () => Promise<ConsentRecord>;
  readonly interruption: Interruption;
}

/** Without these there is nothing to measure; what else the policy asks for is recorded and stops nothing. */
const NEEDED: ReadonlySet<string> = new Set(["agent-installed", "agent-answering"]);

/** Runs everything and puts the device back, whatever happens. */
export async function measureRun(ports: MeasureRunPorts, request: MeasureRunRequest): Promise<RestoreRecord> {
  const journal = createJournal(ports, { runId: request.start.runId, kept: false });
  try {
    await work(ports, journal, request);
  } catch (error) {
    await tell(ports, { kind: "problem", problem: toProblem(error) });
  }
  const { interruption } = request;
  if (interruption.signal.aborted) {
    await tell(ports, { kind: "interrupted", signal: interruption.by ?? "SIGTERM" });
  }
  const restored = await restore(ports, journal);
  await tell(ports, { kind: "run-finished" });
  return restored;
}

async function work(ports: MeasureRunPorts, journal: Journal, request: MeasureRunRequest): Promise<void> {
  const { log } = ports;
  const { id, title, source, date } = request.policy;
  await log.append({ kind: "run-started", ...request.start, policy: { id, title, source, date } });
  const prerequisites = await check(ports, request);
  const isMissing = ({ id, status }: Prerequisite) => NEEDED.has(id) && status !== "met";
  const { interruption, measurement } = request;
  if (prerequisites.some(isMissing) || interruption.signal.aborted) return;
  const consent = await request.askConsent();
  await log.append({ kind: "consent-decided", consent });
  if (!consent.given) {
    await log.append({ kind: "measurement-planned", plan: measurement.plan });
    await log.append({ kind: "problem", problem: NO_CONSENT });
    return;
  }
  await measureArms(ports, { ...measurement, journal, interruption });
}

const NO_CONSENT: Problem = {
  code: "consent/refused",
  message: "Nothing was measured: nobody agreed to switching behavior monitoring off and on",
  hint: "Give --yes, or measure the device as it is with --arm current",
};

async function check(ports: MeasureRunPorts, request: MeasureRunRequest): Promise<readonly Prerequisite[]> {
  const { device, triggerFiles, clock, log } = ports;
  const wantedStates = request.measurement.plan.arms === "current" ? [] : ["enabled", "disabled"] as const;
  const facts = await gatherDeviceFacts(device, { triggerFiles, isRoot: request.isRoot, wantedStates });
  const described: DeviceRecord = describeDevice(request.start.device, facts);
  await log.append({ kind: "device-read", device: described });
  const options = { attested: [], waivers: new Map(), now: clock.now() };
  const prerequisites = checkPrerequisites(facts, request.policy, options);
  await log.append({ kind: "prerequisites-checked", prerequisites });
  return prerequisites;
}

async function restore(ports: MeasureRunPorts, journal: Journal): Promise<RestoreRecord> {
  const pending = await journal.pending();
  const setting = pending.find(({ intent }) =>
    intent.kind === "setting" && intent.setting === "behavior-monitoring"
  );
  if (setting?.intent.kind === "setting") {
    await tell(ports, { kind: "restore-started", wanted: setting.intent.from });
  }
  const { restore, problems } = await restoreDevice(ports, pending, { leaveEnabled: false });
  for (const problem of problems) await tell(ports, { kind: "problem", problem });
  await tell(ports, { kind: "restore-finished", restore });
  return restore;
}

/** For events on the way out: a full disk must not keep the device from being put back. */
async function tell({ log }: MeasureRunPorts, event: RunEventBody): Promise<void> {
  await log.append(event).catch(() => undefined);
}
