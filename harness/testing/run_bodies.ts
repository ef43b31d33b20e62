// Events of a small run, for tests of what a run comes to.
import { foldRun } from "../model/record/fold.ts";
import type { Prerequisite } from "../model/prerequisite.ts";
import type { RunEvent, RunEventBody, ScenarioHead } from "../model/record/run_event.ts";
import type { AttemptRecord, RunRecord } from "../model/record/run_record.ts";
import { UNTOLD_DEVICE } from "../model/record/untold.ts";

export const DEVICE: RunRecord["device"] = {
  ...UNTOLD_DEVICE,
  platform: "darwin",
  platformAssumed: false,
  osVersion: "26.0",
  hostName: "mac-1",
  agentPath: "/usr/local/bin/mdatp",
  triggerFolder: "/tmp",
  profile: null,
  appVersion: "101.25062.0005",
  engineVersion: null,
  releaseRing: "InsiderFast",
  orgId: null,
  machineGuid: null,
  edrMachineId: null,
  definitionsStatus: "up_to_date",
  tamperProtection: "audit",
  user: null,
  ...{ programs: [], chosenBy: {} },
};

const START: RunEventBody = {
  kind: "run-started",
  schemaVersion: 1,
  runId: "r1",
  tool: { name: "bmverify", version: "0.1.0" },
  simulated: false,
  device: DEVICE,
  policy: { id: "preview", title: "Preview", source: "", date: "", chosenBy: "facts", why: null },
  options: {
    repeats: 1,
    deadlineMs: 30_000,
    graceMs: 30_000,
    settleMs: 10_000,
    scenarios: ["a.block", "a.control"],
    attested: [],
    leaveEnabled: false,
  },
};

export const BLOCK: ScenarioHead = {
  id: "a.block",
  title: "Blocks",
  expectation: "blocked-and-recorded",
  portalAlert: "Suspicious",
};
export const CONTROL: ScenarioHead = {
  id: "a.control",
  title: "Stays quiet",
  expectation: "quiet",
  portalAlert: null,
};
export const END: RunEventBody = { kind: "run-finished" };
export const RESTORED: RunEventBody = {
  kind: "restore-finished",
  restore: { status: "restored", detail: "Put back to disabled." },
};
export const PROBLEM = {
  code: "agent/timed-out",
  message: "Cannot ask the agent",
  hint: "Start the agent",
} as const;

export function attempt(change: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    index: 1,
    verdict: "pass",
    reason: "blocked-and-recorded",
    explanation: "Killed after 900 ms and recorded.",
    startedAt: "2026-01-05T03:00:00.000Z",
    triggerStartedMs: 1000,
    deadlineMs: 30_000,
    graceMs: 30_000,
    child: { pid: 77, exitCode: null, signal: "SIGKILL", signalledByUs: false, durationMs: 900 },
    timeToBlockMs: 900,
    timeToRecordMs: 1200,
    detections: [],
    undatedDetections: [],
    earlierDetections: [],
    otherDetections: [],
    protection: { before: null, after: null },
    utcOffsetMinutes: null,
    otherChildren: [],
    fileRemoved: null,
    neighbours: null,
    problems: [],
    evidence: [],
    ...change,
  };
}

export const MISSED = attempt({ verdict: "fail", reason: "not-detected", explanation: "Nothing reacted." });
export const UNCLEAR = attempt({
  verdict: "inconclusive",
  reason: "ambiguous",
  explanation: "Two entries fit.",
});
export const QUIET = attempt({
  reason: "quiet-as-expected",
  explanation: "Ran to its end.",
  timeToBlockMs: null,
});

export function scenario(head: ScenarioHead, attempts: readonly AttemptRecord[]): readonly RunEventBody[] {
  const judged = attempts.map((one, index): RunEventBody => ({
    kind: "attempt-judged",
    scenarioId: head.id,
    attempt: { ...one, index: index + 1 },
  }));
  return [
    { kind: "scenario-started", scenario: head, attempts: attempts.length },
    ...judged,
    { kind: "scenario-finished", scenarioId: head.id },
  ];
}

export function skip(
  reason: (RunEventBody & { kind: "scenario-skipped" })["reason"],
  head: ScenarioHead = BLOCK,
): RunEventBody {
  return { kind: "scenario-skipped", scenario: head, reason, explanation: `Skipped: ${reason}.` };
}

export function stamp(bodies: readonly RunEventBody[]): readonly RunEvent[] {
  return bodies.map((body, seq) => ({
    ...body,
    seq,
    at: new Date(Date.UTC(2026, 0, 5, 3) + seq * 250).toISOString(),
    atMs: seq * 250,
  }));
}

export function fold(...bodies: readonly RunEventBody[]): RunRecord {
  return foldRun(stamp([START, ...bodies]));
}

export function prerequisite(change: Partial<Prerequisite> = {}): Prerequisite {
  return {
    id: "release-ring",
    title: "Release ring",
    severity: "required",
    status: "unmet",
    detail: "The ring is Production, wanted InsiderFast",
    evidence: [],
    remedy: "sudo defaults write ring",
    waiver: null,
    ...change,
  };
}

export const ENABLED: RunEventBody = {
  kind: "enablement-finished",
  enablement: {
    before: { value: "disabled", managed: false },
    wanted: "enabled",
    after: { value: "enabled", managed: false },
    changed: true,
    settleMs: 10_000,
    problem: null,
  },
};
