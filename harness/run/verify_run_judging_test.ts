// Whole runs in virtual time against agents and bystanders that could fool a verdict.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { selectScenarios } from "../../scenarios/select_scenarios.ts";
import type { Detection } from "../model/detection.ts";
import { foldRun } from "../model/record/fold.ts";
import type { AttemptRecord, RunRecord } from "../model/record/run_record.ts";
import {
  createFakeRun,
  demonstrationEntry,
  fakeRequest,
  type FakeRun,
  type FakeRunOptions,
  SILENT,
} from "../testing/fake_run.ts";
import { KEPT_PARSERS, keptBundle } from "../testing/kept_bundle.ts";
import { GARBLED } from "../testing/scripted_device.ts";
import { KILLED } from "../testing/scripted_trigger_runner.ts";
import { type RecordedAttempt, rejudgeAttempts } from "./attempt/rejudge_attempts.ts";
import { verifyRun } from "./verify_run.ts";

interface Case extends FakeRunOptions {
  readonly name: string;
  readonly says: string;
  /** Globs of scenarios; the default ones when absent. */
  readonly scenarios?: readonly string[];
  readonly repeats?: number;
  /** Reasons of the scenarios, in order. */
  readonly each?: readonly string[];
  readonly explains?: string;
}

const DEMONSTRATION = ["*.change-file-test"];
/** The demonstration with a control after it. */
const CONTROL_AFTER = [...DEMONSTRATION, "*.two-processes"];
const AFTER_SCRIPT = "two_processes_first.sh";
const SCRIPT = "BM_test.sh";
const ON = { setting: { value: "enabled", managed: false } } as const;

/** Runs and judges again from what the device kept; both have to say the same. */
async function verify({ scenarios = [], repeats = 1, ...options }: Case): Promise<RunRecord> {
  const run = createFakeRun({ ...options, device: { ...ON, ...options.device } });
  const request = fakeRequest(selectScenarios(CATALOGUE, scenarios), { options: { repeats } });
  await run.clock.run(verifyRun(run, request));
  const record = foldRun(run.log.events);
  const attempts = attemptsOf(run);
  const again = await rejudgeAttempts({
    attempts,
    bundle: keptBundle(run.device.kept),
    prerequisites: record.prerequisites,
    parsers: KEPT_PARSERS,
  });
  assertEquals(again.map(wordsOf), attempts.map(({ record }) => wordsOf(record)));
  return record;
}

/** The last word on every attempt, in the order in which they ran. */
function attemptsOf(run: FakeRun): readonly RecordedAttempt[] {
  const told = new Map<string, RecordedAttempt>();
  for (const { scenarioId, attempt } of run.log.of("attempt-judged")) {
    const scenario = CATALOGUE.find(({ id }) => id === scenarioId);
    if (scenario !== undefined) told.set(`${scenarioId} ${attempt.index}`, { scenario, record: attempt });
  }
  return [...told.values()];
}

const wordsOf = ({ verdict, reason, explanation, detections }: AttemptRecord) => ({
  verdict,
  reason,
  explanation,
  detections,
});

/** Does something some time after the nth start of a script. */
function upon(
  script: string,
  afterMs: number,
  action: (run: FakeRun, nowMs: number) => void,
  nth = 1,
): NonNullable<FakeRunOptions["onStart"]> {
  let starts = 0;
  return ({ scriptName }, run) => {
    if (scriptName !== script || (starts += 1) !== nth) return;
    run.clock.after(afterMs, () => action(run, run.clock.monotonicMs()));
  };
}

const records =
  (id: string, datedBackMs = 0, change: Partial<Detection> = {}) => (run: FakeRun, nowMs: number) =>
    run.device.record({ ...demonstrationEntry(id, nowMs - datedBackMs), ...change });
/** From the start of a script until after its end health is not to be read. */
function tellingNoHealthWhile(script: string): FakeRunOptions {
  let isSilent = (): boolean => false;
  return {
    device: { unreadable: (question) => question === "health" && isSilent() ? GARBLED : null },
    onStart: ({ scriptName }, { clock }) => {
      const untilMs = clock.monotonicMs() + 6_500;
      if (scriptName === script) isSilent = () => clock.monotonicMs() < untilMs;
    },
  };
}

const killsOnly = { killAfterMs: 400, recordAfterMs: null };

const CASES: readonly Case[] = [
  { name: "a healthy agent", says: "pass blocked-and-recorded" },
  {
    name: "a kill and an old record that comes late",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, records("old", 60_000)),
    says: "inconclusive blocked-not-recorded",
  },
  {
    name: "our record, and an older one of somebody else that comes late",
    onStart: upon(SCRIPT, 1500, records("theirs", 60_000)),
    says: "pass blocked-and-recorded",
  },
  {
    name: "a second actor after us, seen only after some seconds",
    scenarios: DEMONSTRATION,
    onStart: upon(SCRIPT, 1800, records("theirs")),
    says: "inconclusive ambiguous",
  },
  {
    name: "a second actor long after our trigger was dead: the dates tell it apart",
    scenarios: DEMONSTRATION,
    onStart: upon(SCRIPT, 5200, records("theirs")),
    says: "pass blocked-and-recorded",
  },
  {
    name: "a kill, and a record dated seconds after the trigger was dead",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 5200, records("theirs")),
    says: "inconclusive blocked-not-recorded",
  },
  {
    name: "a kill and a record of another name, which is told",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, records("new", 0, { name: "Behavior:MacOS/MacOSChangeFileTest!ml" })),
    says: "inconclusive blocked-not-recorded",
    explains: "Something else was detected meanwhile: Behavior:MacOS/MacOSChangeFileTest!ml (blocked",
  },
  {
    name: "a kill and an entry that says allowed",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, records("new", 0, { status: "allowed" })),
    says: "inconclusive status-not-stopped",
    explains: '"allowed"',
  },
  {
    name: "a kill and an entry without a time",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, records("new", 0, { detectedAt: null })),
    says: "inconclusive clock-not-plausible",
  },
  {
    name: "a kill and an entry from another zone, or from an hour ago to the second",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, records("new", 3_600_000)),
    says: "inconclusive clock-not-plausible",
  },
  {
    name: "a record of the demonstration that is doubled while the control runs",
    scenarios: CONTROL_AFTER,
    onStart: upon(AFTER_SCRIPT, 1000, (run, nowMs) => {
      const started = run.log.of("trigger-started").findLast(({ command }) => command.endsWith(SCRIPT));
      records("double", nowMs - (started?.atMs ?? 0) - 700)(run, nowMs);
    }),
    says: "inconclusive ambiguous",
    each: ["ambiguous", "nothing-shown"],
  },
  {
    name: "the record of the demonstration that comes while the control runs",
    scenarios: CONTROL_AFTER,
    reaction: killsOnly,
    onStart: upon(AFTER_SCRIPT, 1000, (run, nowMs) => {
      const started = run.log.of("trigger-started").findLast(({ command }) => command.endsWith(SCRIPT));
      records("new", nowMs - (started?.atMs ?? 0) - 400)(run, nowMs);
    }),
    says: "fail late",
  },
  {
    name: "a record of the control before the demonstration that comes only then",
    scenarios: ["*.other-names", "*.neighbours"],
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, records("new", 6_000)),
    says: "inconclusive blocked-not-recorded",
  },
  {
    name: "our record that shares id and second with something else",
    scenarios: DEMONSTRATION,
    onStart: upon(SCRIPT, 700, records("new-01", 0, { name: "Virus:DOS/EICAR_Test_File", type: "virus" })),
    says: "pass blocked-and-recorded",
  },
  {
    name: "a record that is allowed and shares id and second with something that was stopped",
    scenarios: DEMONSTRATION,
    reaction: killsOnly,
    onStart: upon(SCRIPT, 700, (run, nowMs) => {
      records("one", 0, { status: "allowed" })(run, nowMs);
      records("one", 0, { name: "Virus:DOS/EICAR_Test_File", type: "virus" })(run, nowMs);
    }),
    says: "inconclusive status-not-stopped",
  },
  {
    name: "a detection in a control behind a row of its id and second, each time",
    scenarios: CONTROL_AFTER,
    onStart: ({ scriptName }, run) => {
      if (scriptName !== AFTER_SCRIPT) return;
      const id = `at-${run.clock.monotonicMs()}`;
      run.clock.after(1000, () => {
        records(id, 0, { name: "Trojan:MacOS/Other" })(run, run.clock.monotonicMs());
        records(id)(run, run.clock.monotonicMs());
      });
    },
    says: "fail unexpected-detection",
    each: ["blocked-and-recorded", "unexpected-detection"],
  },
  {
    name: "a list that has lost the demonstration by the time the control is judged",
    scenarios: CONTROL_AFTER,
    onStart: upon(AFTER_SCRIPT, 1000, ({ device }) => void device.forget("new-01")),
    says: "inconclusive agent-unreadable",
    each: ["blocked-and-recorded", "agent-unreadable"],
    explains: "no longer shows the demonstration",
  },
  {
    name: "a list that lacks the demonstration for some time",
    scenarios: CONTROL_AFTER,
    onStart: upon(AFTER_SCRIPT, 5_500, ({ device, clock }) => {
      const forgotten = device.forget("new-01");
      clock.after(9_000, () => forgotten.forEach((entry) => device.record(entry)));
    }),
    says: "pass blocked-and-recorded",
  },
  {
    name: "a detection in a control that does not come again",
    scenarios: CONTROL_AFTER,
    onStart: upon(AFTER_SCRIPT, 1000, records("theirs")),
    says: "inconclusive ambiguous",
    each: ["blocked-and-recorded", "ambiguous"],
  },
  {
    name: "a detection while two controls run that comes with neither again",
    onStart: upon("one_file_only.sh", 1000, records("theirs")),
    says: "inconclusive ambiguous",
    each: ["blocked-and-recorded", "ambiguous", "ambiguous"],
  },
  {
    name: "a kill of one of two controls that run beside each other",
    onStart: ({ scriptName, endAfter }) => scriptName === "other_names.sh" && endAfter(400, KILLED),
    says: "fail unexpected-block",
    each: ["blocked-and-recorded", "unexpected-block", "quiet-as-expected"],
  },
  {
    name: "a detection while two controls run that comes with one of them each time",
    onStart: ({ scriptName }, run) => {
      if (scriptName !== "one_file_only.sh") return;
      run.clock.after(1000, () => records(`at-${run.clock.monotonicMs()}`)(run, run.clock.monotonicMs()));
    },
    says: "fail unexpected-detection",
    each: ["blocked-and-recorded", "ambiguous", "unexpected-detection"],
  },
  {
    name: "a record that comes late, and in time a new one dated to when the control ran",
    scenarios: ["*.other-names", "*.neighbours"],
    reaction: killsOnly,
    onStart: ({ scriptName }, run) => {
      if (scriptName !== SCRIPT) return;
      run.clock.after(700, () => records("misdated", 6_000)(run, run.clock.monotonicMs()));
      run.clock.after(32_000, () => records("new", 31_600)(run, run.clock.monotonicMs()));
    },
    says: "inconclusive clock-not-plausible",
    each: ["ambiguous", "clock-not-plausible"],
  },
  {
    name: "the record of attempt 1 that comes in attempt 2",
    scenarios: DEMONSTRATION,
    repeats: 2,
    reaction: SILENT,
    onStart: upon(SCRIPT, 700, records("first", 32_000), 2),
    says: "fail recorded-not-blocked",
  },
  {
    name: "behavior monitoring that is switched off while the trigger runs",
    scenarios: DEMONSTRATION,
    reaction: SILENT,
    onStart: upon(SCRIPT, 100, (run) => void run.device.change("behavior-monitoring", "disabled")),
    says: "inconclusive protection-changed",
    explains: "behavior monitoring is disabled",
  },
  {
    name: "protection that is away just while two controls run, one of them held up until it is back",
    onStart: (started, run) => {
      if (started.scriptName !== "one_file_only.sh") return;
      started.hold(14_000);
      void run.device.change("behavior-monitoring", "disabled");
      run.clock.after(13_000, () => void run.device.change("behavior-monitoring", "enabled"));
    },
    says: "inconclusive protection-changed",
    each: ["blocked-and-recorded", "protection-changed", "protection-changed"],
  },
  {
    name: "protection that is away from after the start of a trigger until before its end",
    scenarios: DEMONSTRATION,
    reaction: SILENT,
    onStart: upon(SCRIPT, 500, (run) => {
      void run.device.change("behavior-monitoring", "disabled");
      run.clock.after(4_000, () => void run.device.change("behavior-monitoring", "enabled"));
    }),
    says: "inconclusive protection-changed",
  },
  {
    name: "protection that goes away when a control has ended, while the one beside it is held up",
    onStart: (started, run) => {
      if (started.scriptName !== "one_file_only.sh") return;
      started.hold(14_000);
      run.clock.after(9_000, () => void run.device.change("behavior-monitoring", "disabled"));
      run.clock.after(11_500, () => void run.device.change("behavior-monitoring", "enabled"));
    },
    says: "inconclusive protection-changed",
    each: ["blocked-and-recorded", "quiet-as-expected", "protection-changed"],
  },
  {
    name: "an agent that is updated between the demonstration and its controls",
    onStart: upon("one_file_only.sh", 0, ({ device }) => device.become({ appVersion: "101.99.0000.0001" })),
    says: "inconclusive protection-changed",
    each: ["blocked-and-recorded", "protection-changed", "protection-changed"],
    explains: "101.99.0000.0001",
  },
  {
    name: "an agent that tells nothing of its state as long as a control runs",
    scenarios: CONTROL_AFTER,
    ...tellingNoHealthWhile(AFTER_SCRIPT),
    says: "inconclusive agent-unreadable",
    each: ["blocked-and-recorded", "agent-unreadable"],
    explains: "while the trigger ran",
  },
  {
    name: "an agent that fails for ten seconds",
    scenarios: DEMONSTRATION,
    device: { unreadable: (question, nth) => question === "list" && nth > 1 && nth < 70 ? GARBLED : null },
    says: "pass blocked-and-recorded",
  },
  {
    name: "a health that fails once after the attempt",
    scenarios: DEMONSTRATION,
    device: { unreadable: (question, nth) => question === "health" && nth === 3 ? GARBLED : null },
    says: "pass blocked-and-recorded",
  },
  {
    name: "a trigger ended by SIGTERM beside a record",
    scenarios: DEMONSTRATION,
    reaction: { killAfterMs: null, recordAfterMs: 700 },
    onStart: ({ scriptName, endAfter }) =>
      scriptName === SCRIPT && endAfter(400, { ...KILLED, signal: "SIGTERM" }),
    says: "inconclusive trigger-not-run",
    explains: "MacOSChangeFileTest",
  },
  { name: "controls alone", scenarios: ["*.other-names"], says: "inconclusive nothing-shown" },
  {
    name: "no demonstration that was blocked",
    reaction: SILENT,
    says: "fail not-detected",
    each: ["not-detected", "nothing-shown", "nothing-shown"],
  },
];

for (const { says, each, explains = "", ...one } of CASES) {
  Deno.test(`verifyRun() says ${says} of ${one.name}`, async () => {
    const record = await verify({ ...one, says });
    assertEquals(`${record.verdict} ${record.reason}`, says, record.explanation);
    assertStringIncludes(record.explanation, explains);
    if (each !== undefined) assertEquals(record.scenarios.map(({ reason }) => reason), each);
  });
}
