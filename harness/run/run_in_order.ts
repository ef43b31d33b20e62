// The order of every run, once: journal, start, check, consent, enable, work, restore. What differs from one command to
// the next is its job. The caller holds the lock and writes the reports; whatever happens in here ends in the log, and
// the device is put back whatever happens.
import { toProblem } from "../model/harness_error.ts";
import type { Prerequisite } from "../model/prerequisite.ts";
import type { RunEventBody, RunStarted } from "../model/record/run_event.ts";
import type { ConsentRecord, EnablementRecord, RestoreRecord } from "../model/record/run_record.ts";
import type { Interruption, OrderPorts } from "../ports/run_ports.ts";
import { choosePolicy, type PolicyWord } from "../prerequisites/choose_policy.ts";
import { type CheckOptions, checkPrerequisites } from "../prerequisites/check_prerequisites.ts";
import { type DeviceFactsOptions, gatherDeviceFacts } from "../prerequisites/device_facts.ts";
import { describeDevice } from "./identity/describe_device.ts";
import { createJournal, type Journal } from "./setting/journal.ts";
import { putBack, type PutBackPlan } from "./setting/put_back.ts";
import { switchBehaviorMonitoring } from "./setting/switch_behavior_monitoring.ts";
import { blocked, interrupted, NO_CONSENT, notEnabled, type Stop } from "./stop.ts";
import type { OnOff } from "../model/on_off.ts";

/** How the device is checked, and what of it stops the run. */
export interface RunCheck {
  readonly facts: Omit<DeviceFactsOptions, "triggerFiles">;
  readonly policy: PolicyWord;
  readonly options: Omit<CheckOptions, "now">;
  /** The prerequisites without which this job makes no sense. */
  readonly blocking: (prerequisites: readonly Prerequisite[]) => readonly Prerequisite[];
}

/** What the work gets to use. */
export interface Begun {
  readonly journal: Journal;
  readonly prerequisites: readonly Prerequisite[];
}

/** What one command wants of a run. */
export interface RunJob {
  readonly start: Omit<RunStarted, "kind">;
  /** Null where nothing depends on the state of the device. */
  readonly check: RunCheck | null;
  /** Null where asking for the command was consent enough. */
  readonly askConsent: (() => Promise<ConsentRecord>) | null;
  /** The state that behavior monitoring is brought to before the work; null to leave it. */
  readonly enable: OnOff | null;
  /** How long the agent gets to act on a change. */
  readonly settleMs: number;
  readonly work: (begun: Begun) => Promise<void>;
  /** Hears why the run ends before all of its work is done, and before the device is put back. */
  readonly onStop: (stop: Stop, journal: Journal) => Promise<void>;
  /** How the device is put back; null when the change is meant to stay. */
  readonly restore: Pick<PutBackPlan, "leaveEnabled"> | null;
  /**
   * What is made of the work once the device is put back: what takes time must not keep it changed. False where a signal
   * stopped it.
   */
  readonly afterRestore?: () => Promise<boolean>;
  readonly interruption: Interruption;
}

/** Does the job and puts the device back, whatever happens; a log that cannot be written does not stop that. */
export async function runInOrder(ports: OrderPorts, job: RunJob): Promise<RestoreRecord> {
  const journal = createJournal(ports, { runId: job.start.runId, kept: job.restore === null });
  try {
    await ports.log.append({ kind: "run-started", ...job.start });
    const stop = await workUntilStopped(ports, journal, job);
    if (stop !== null) await job.onStop(stop, journal);
  } catch (error) {
    const problem = toProblem(error);
    await tell(ports, { kind: "problem", problem });
    const stop: Stop = { reason: "harness-error", explanation: problem.message };
    await job.onStop(stop, journal).catch(() => undefined);
  }
  const restored = job.restore === null ? CHANGE_STAYS : await putBack(ports, journal, {
    ...job.restore,
    settleMs: job.settleMs,
    isUrgent: job.interruption.signal.aborted,
    words: job.start.device.chosenBy,
  });
  try {
    if (await job.afterRestore?.() === false) await tell(ports, interruptedBy(job.interruption));
  } catch (error) {
    await tell(ports, { kind: "problem", problem: toProblem(error) });
  }
  await tell(ports, { kind: "run-finished" });
  return restored;
}

const CHANGE_STAYS: RestoreRecord = { status: "not-needed", detail: "The change is meant to stay" };

/** Null when all of the work was done. */
async function workUntilStopped(ports: OrderPorts, journal: Journal, job: RunJob): Promise<Stop | null> {
  const { log } = ports;
  const { interruption } = job;
  const stopIfInterrupted = async (): Promise<Stop | null> => {
    if (!interruption.signal.aborted) return null;
    const stop = interrupted(interruption);
    await log.append(interruptedBy(interruption));
    return stop;
  };
  const prerequisites = job.check === null ? [] : await check(ports, job.start, job.check);
  const blocking = job.check?.blocking(prerequisites) ?? [];
  if (blocking.length > 0) return blocked(blocking);
  if (interruption.signal.aborted) return await stopIfInterrupted();
  if (job.askConsent !== null) {
    const consent = await job.askConsent();
    await log.append({ kind: "consent-decided", consent });
    if (interruption.signal.aborted) return await stopIfInterrupted();
    if (!consent.given) return NO_CONSENT;
  }
  if (job.enable !== null) {
    const enablement = await enable(ports, journal, { ...job, wanted: job.enable });
    if (interruption.signal.aborted) return await stopIfInterrupted();
    if (enablement.problem !== null) return notEnabled(enablement);
  }
  await job.work({ journal, prerequisites });
  return await stopIfInterrupted();
}

function interruptedBy({ by }: Interruption): RunEventBody {
  return { kind: "interrupted", signal: by ?? "SIGTERM" };
}

async function check(
  { device, triggerFiles, clock, log }: OrderPorts,
  start: RunJob["start"],
  { facts: asked, policy: word, options }: RunCheck,
): Promise<readonly Prerequisite[]> {
  const facts = await gatherDeviceFacts(device, { triggerFiles, ...asked });
  await log.append({ kind: "device-read", device: describeDevice(start.device, facts) });
  const { policy, record } = choosePolicy(word, facts);
  const prerequisites = checkPrerequisites(facts, policy, { ...options, now: clock.now() });
  await log.append({ kind: "prerequisites-checked", policy: record, prerequisites });
  return prerequisites;
}

/** The intent is journalled before the change. */
async function enable(
  ports: OrderPorts,
  journal: Journal,
  { wanted, settleMs, interruption }: Pick<RunJob, "settleMs" | "interruption"> & { readonly wanted: OnOff },
): Promise<EnablementRecord> {
  const { device, clock, log } = ports;
  await log.append({ kind: "enablement-started", wanted });
  const enablement = await switchBehaviorMonitoring({ device, clock, journal }, wanted, {
    settleMs,
    signal: interruption.signal,
  });
  await log.append({ kind: "enablement-finished", enablement });
  return enablement;
}

/** For events on the way out: a full disk must not keep the device from being put back. */
async function tell({ log }: OrderPorts, event: RunEventBody): Promise<void> {
  await log.append(event).catch(() => undefined);
}
