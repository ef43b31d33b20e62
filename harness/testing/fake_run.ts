// All fakes of a run put together: a made-up Mac whose agent reacts to the demonstration, in virtual time.
import type { Detection } from "../model/detection.ts";
import type { DeviceRecord, RunOptions } from "../model/record/run_record.ts";
import type { Scenario } from "../model/scenario.ts";
import type { VerifyRequest } from "../run/verify_run.ts";
import type { JournalEntry } from "../ports/state_store.ts";
import { FAKE_START_MS, FakeClock } from "./fake_clock.ts";
import { MemoryLog } from "./memory_log.ts";
import { MemoryStateStore } from "./memory_state_store.ts";
import { MemoryTriggerFiles } from "./memory_trigger_files.ts";
import { type DeviceScript, ScriptedDevice } from "./scripted_device.ts";
import { KILLED, ScriptedTriggerRunner, type StartedScript } from "./scripted_trigger_runner.ts";
import { type PlannedFault, StepTrace } from "./step_trace.ts";
import { UNTOLD_DEVICE } from "../model/record/untold.ts";

/** What the agent does about the demonstration. Times from the start of the trigger; null for never. */
interface Reaction {
  readonly killAfterMs: number | null;
  readonly recordAfterMs: number | null;
}

/** What a fake run may be told. */
export interface FakeRunOptions {
  readonly device?: Partial<DeviceScript>;
  readonly reaction?: Reaction;
  /** What else happens when a script starts. */
  readonly onStart?: (script: StartedScript, run: FakeRun) => void;
  readonly fault?: PlannedFault;
  /** Entries that an earlier run left in the journal. */
  readonly left?: readonly JournalEntry[];
}

/** The ports of a run with what tests ask them. */
export interface FakeRun {
  readonly clock: FakeClock;
  readonly trace: StepTrace;
  readonly log: MemoryLog;
  readonly state: MemoryStateStore;
  readonly device: ScriptedDevice;
  readonly triggerFiles: MemoryTriggerFiles;
  readonly triggerRunner: ScriptedTriggerRunner;
  readonly originMs: number;
}

/** Kills after 0.4 s, lists after 0.7 s. */
const REACTS: Reaction = { killAfterMs: 400, recordAfterMs: 700 };
/** Does nothing. */
export const SILENT: Reaction = { killAfterMs: null, recordAfterMs: null };

/** Name of the script to which the agent reacts. */
const DEMONSTRATION_SCRIPT = "BM_test.sh";

/** An entry of the list as the demonstration leads to, dated some time after a fake clock started. */
export function demonstrationEntry(id: string, atMs = 0): Detection {
  return {
    id,
    name: "Behavior:MacOS/MacOSChangeFileTest",
    type: "behavior",
    status: "blocked",
    detectedAt: dateAt(atMs),
  };
}

/** Local time to the second, as the list prints it; the zone of a fake clock is UTC. */
export function dateAt(atMs: number): string {
  return new Date(FAKE_START_MS + atMs).toISOString().slice(0, 19);
}

/** Builds the fakes. Behavior monitoring is off and the agent reacts to the demonstration unless told otherwise. */
export function createFakeRun(options: FakeRunOptions = {}): FakeRun {
  const { device: script, reaction = REACTS, onStart = () => {}, fault = null, left = [] } = options;
  const clock = new FakeClock();
  const trace = new StepTrace(fault);
  const device = new ScriptedDevice(clock, trace, script);
  let entries = 0;
  const react = (started: StartedScript): void => {
    for (const path of started.writes) run.triggerFiles.put(path, { kind: "ours" });
    onStart(started, run);
    if (started.scriptName !== DEMONSTRATION_SCRIPT || device.setting !== "enabled") return;
    if (reaction.killAfterMs !== null) started.endAfter(reaction.killAfterMs, KILLED);
    if (reaction.recordAfterMs === null) return;
    entries += 1;
    const id = `new-${String(entries).padStart(2, "0")}`;
    clock.after(
      reaction.recordAfterMs,
      () => device.record(demonstrationEntry(id, clock.monotonicMs())),
    );
  };
  const run: FakeRun = {
    clock,
    trace,
    log: new MemoryLog(clock, trace),
    state: new MemoryStateStore(trace, left),
    device,
    triggerFiles: new MemoryTriggerFiles(trace),
    triggerRunner: new ScriptedTriggerRunner(clock, trace, { onStart: react }),
    originMs: 0,
  };
  return run;
}

/** The device of the record before the agent was asked. */
export const FAKE_DEVICE_RECORD: DeviceRecord = {
  platform: "darwin",
  platformAssumed: false,
  osVersion: "26.0",
  hostName: "mac-1",
  agentPath: "/usr/local/bin/mdatp",
  triggerFolder: "/tmp",
  profile: null,
  appVersion: null,
  engineVersion: null,
  releaseRing: null,
  orgId: null,
  machineGuid: null,
  edrMachineId: null,
  definitionsStatus: null,
  tamperProtection: null,
  ...UNTOLD_DEVICE,
  user: null,
  programs: [],
  chosenBy: {},
};

/** What a fake run may be asked beyond its scenarios. */
export interface FakeRequestOptions {
  readonly options?: Partial<RunOptions>;
  readonly consent?: boolean;
  readonly interruption?: AbortSignal;
}

/** A request to verify with these scenarios: root, consent given, preview policy. */
export function fakeRequest(
  scenarios: readonly Scenario[],
  { options = {}, consent = true, interruption }: FakeRequestOptions = {},
): VerifyRequest {
  return {
    start: {
      schemaVersion: 1,
      runId: "run-1",
      tool: { name: "bmverify", version: "0.0.0" },
      simulated: false,
    },
    device: FAKE_DEVICE_RECORD,
    options: {
      repeats: 1,
      deadlineMs: 30_000,
      graceMs: 30_000,
      settleMs: 10_000,
      scenarios: scenarios.map(({ id }) => id),
      attested: [],
      leaveEnabled: false,
      ...options,
    },
    policy: "preview",
    checks: {},
    isRoot: true,
    scenarios,
    askConsent: () => Promise.resolve({ given: consent, how: consent ? "option" : "not-asked" }),
    interruption: {
      signal: interruption ?? new AbortController().signal,
      by: interruption === undefined ? null : "SIGINT",
    },
  };
}
