// Parts of invented runs with fixed times, for goldens and tests. Real shapes and words, no real device.
import { INVENTED_IDENTITY } from "./identity.ts";
import type {
  RunEvent,
  RunEventBody,
  RunStarted,
  ScenarioHead,
} from "../../harness/model/record/run_event.ts";
import type {
  AttemptRecord,
  DeviceRecord,
  EnablementRecord,
  ProtectionState,
  TriggerRecord,
} from "../../harness/model/record/run_record.ts";

/** When every invented run starts. */
export const INVENTED_START = Date.UTC(2026, 8, 21, 3, 0, 0);

/** A Mac in the preview. */
export const INVENTED_DEVICE: DeviceRecord = {
  platform: "darwin",
  platformAssumed: false,
  osVersion: "26.1",
  hostName: "studio-17",
  agentPath: "/usr/local/bin/mdatp",
  triggerFolder: "/tmp",
  profile: null,
  appVersion: "101.26062.0009",
  engineVersion: "1.1.26060.3000",
  releaseRing: "InsiderFast",
  orgId: "5a1c9f7e-4d0b-4a57-9f0e-3d2b7c6e8a10",
  machineGuid: "0b6f2d1c-88aa-4f0e-9d35-6c1e2f3a4b5c",
  edrMachineId: "9d1f0e2c3b4a59687766554433221100ffeeddcc",
  definitionsStatus: "up_to_date",
  definitionsVersion: "1.431.184.0",
  tamperProtection: "audit",
  ...INVENTED_IDENTITY,
  chosenBy: {},
};

const DETECTION = { name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" };

/** The demonstration. */
export const INVENTED_DEMONSTRATION: ScenarioHead = {
  id: "behavior-monitoring.change-file-test",
  title: "The vendor's demonstration is blocked and recorded",
  expectation: "blocked-and-recorded",
  portalAlert: "Suspicious 'MacOSChangeFileTest' behavior was blocked",
  detection: DETECTION,
};

/** A control. */
export const INVENTED_CONTROL: ScenarioHead = {
  id: "behavior-monitoring.other-names",
  title: "The same shape under other names stays quiet",
  expectation: "quiet",
  portalAlert: null,
  detection: DETECTION,
};

/** Another control. */
export const INVENTED_NEAR_MISS: ScenarioHead = {
  id: "behavior-monitoring.one-file-only",
  title: "Half of the demonstration stays quiet",
  expectation: "quiet",
  portalAlert: null,
  detection: DETECTION,
};

/** Stamps events, `everyMs` apart. */
export function stampEvents(bodies: readonly RunEventBody[], everyMs = 1000): readonly RunEvent[] {
  return bodies.map((body, seq) => ({
    ...body,
    seq,
    at: new Date(INVENTED_START + seq * everyMs).toISOString(),
    atMs: seq * everyMs,
  }));
}

/** The first event. */
export function inventedStart(change: Partial<RunStarted> = {}): RunStarted {
  return {
    kind: "run-started",
    schemaVersion: 1,
    runId: "20260921T030000Z-4f1c",
    tool: { name: "bmverify", version: "0.1.0" },
    simulated: false,
    device: INVENTED_DEVICE,
    policy: {
      id: "preview",
      title: "Public preview",
      source: "Behavior monitoring in Microsoft Defender Antivirus on macOS",
      date: "2024-05-08",
      chosenBy: "facts",
      why: '"release_ring" is "InsiderFast" (Beta)',
    },
    options: {
      repeats: 1,
      deadlineMs: 30_000,
      graceMs: 30_000,
      settleMs: 10_000,
      scenarios: [INVENTED_CONTROL.id, INVENTED_DEMONSTRATION.id, INVENTED_NEAR_MISS.id],
      attested: ["preview-features"],
      leaveEnabled: false,
      triggerVariant: "guarded",
    },
    ...change,
  };
}

/** Behavior monitoring switched on by the run. */
export const INVENTED_ENABLEMENT: EnablementRecord = {
  before: { value: "disabled", managed: false },
  wanted: "enabled",
  after: { value: "enabled", managed: false },
  changed: true,
  settleMs: 10_000,
  problem: null,
};

const WRITTEN = { present: true, regular: true, ours: true, asWritten: true };

const PROTECTED: ProtectionState = {
  behaviorMonitoring: "enabled",
  realTimeProtection: true,
  passiveMode: false,
  engineLoaded: null,
};

function inventedTrigger(pid: number): TriggerRecord {
  return {
    pid,
    command: "bash /private/var/bmverify/BM_test.sh",
    script: ['echo " " >> /tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt', "sleep 5"],
  };
}

/** An attempt at the demonstration that was blocked; `change` replaces fields. */
export function inventedAttempt(change: Partial<AttemptRecord> = {}): AttemptRecord {
  const index = change.index ?? 1;
  const killed = {
    pid: 87_224 + index,
    exitCode: null,
    signal: "SIGKILL",
    signalledByUs: false,
    durationMs: 912,
  };
  const child = change.child ?? killed;
  return {
    index,
    verdict: "pass",
    reason: "blocked-and-recorded",
    explanation: "The trigger was killed and the detection was recorded 1.24 s after the start",
    startedAt: new Date(INVENTED_START + 14_000 + index * 60_000).toISOString(),
    triggerStartedMs: 14_000 + index * 60_000,
    deadlineMs: 30_000,
    graceMs: 30_000,
    child,
    otherChildren: [],
    fileRemoved: null,
    timeToBlockMs: 912,
    timeToRecordMs: 1240,
    detections: [{
      id: "2f6d0f8e-6b3a-4c1d-9e57-1a2b3c4d5e6f",
      name: "Behavior:MacOS/MacOSChangeFileTest",
      type: "behavior",
      status: "quarantined",
      detectedAt: "2026-09-21T05:00:15",
    }],
    undatedDetections: [],
    earlierDetections: [],
    otherDetections: [],
    triggers: [inventedTrigger(child.pid)],
    triggerFiles: [
      { ...WRITTEN, name: "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt" },
      { ...WRITTEN, name: "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt" },
    ],
    protection: {
      before: PROTECTED,
      during: [{ ...PROTECTED, askedMs: 1200 }, { ...PROTECTED, askedMs: 3200 }],
      after: PROTECTED,
    },
    utcOffsetMinutes: null,
    neighbours: null,
    problems: [],
    evidence: ["0004-threat-list", "0005-threat-list", "0006-threat-list"],
    ...change,
  };
}

/** An attempt at a control that stayed quiet. */
export function inventedQuietAttempt(): AttemptRecord {
  return inventedAttempt({
    reason: "quiet-as-expected",
    explanation: "The control ran to its end and no detection was recorded",
    child: { pid: 87_201, exitCode: 0, signal: null, signalledByUs: false, durationMs: 5014 },
    timeToBlockMs: null,
    timeToRecordMs: null,
    detections: [],
  });
}

/** An attempt at the demonstration to which nothing reacted. */
export function inventedMissedAttempt(change: Partial<AttemptRecord> = {}): AttemptRecord {
  return inventedAttempt({
    verdict: "fail",
    reason: "not-detected",
    explanation:
      "The trigger ran to its end and no detection was recorded. All prerequisites that can be read are " +
      "met, so the device is most likely not enrolled in the preview",
    child: { pid: 87_224, exitCode: 0, signal: null, signalledByUs: false, durationMs: 5021 },
    timeToBlockMs: null,
    timeToRecordMs: null,
    detections: [],
    ...change,
  });
}

/** The events of one scenario. */
export function inventedScenario(
  head: ScenarioHead,
  attempts: readonly AttemptRecord[],
): readonly RunEventBody[] {
  return [
    { kind: "scenario-started", scenario: head, attempts: attempts.length },
    ...attempts.flatMap((attempt) => attemptEvents(head, attempt)),
    { kind: "scenario-finished", scenarioId: head.id },
  ];
}

function attemptEvents({ id }: ScenarioHead, attempt: AttemptRecord): readonly RunEventBody[] {
  const { index, child, detections, timeToRecordMs } = attempt;
  return [
    { kind: "attempt-started", scenarioId: id, index },
    { kind: "trigger-started", scenarioId: id, ...inventedTrigger(child?.pid ?? 0) },
    { kind: "trigger-ended", scenarioId: id, child },
    ...detections.map(({ name }): RunEventBody => (
      { kind: "detection-seen", scenarioId: id, name, afterMs: timeToRecordMs ?? 0 }
    )),
    { kind: "attempt-judged", scenarioId: id, attempt },
  ];
}
