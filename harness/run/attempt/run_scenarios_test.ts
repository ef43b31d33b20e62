import { assertEquals, assertExists, assertStringIncludes } from "@std/assert";
import { changeFileTest } from "../../../scenarios/behavior_monitoring/change_file_test.scenario.ts";
import { otherNames } from "../../../scenarios/behavior_monitoring/other_names.scenario.ts";
import { twoProcesses } from "../../../scenarios/behavior_monitoring/two_processes.scenario.ts";
import type { Scenario } from "../../model/scenario.ts";
import {
  createFakeRun,
  demonstrationEntry,
  type FakeRun,
  type FakeRunOptions,
  SILENT,
} from "../../testing/fake_run.ts";
import { KILLED } from "../../testing/scripted_trigger_runner.ts";
import { createJournal } from "../setting/journal.ts";
import { openBook } from "./run_book.ts";
import { runScenarios } from "./run_scenarios.ts";

const ON = { setting: { value: "enabled", managed: false } } as const;

interface RunOptions extends FakeRunOptions {
  readonly repeats?: number;
  readonly interruptedAtMs?: number;
}

async function run(
  scenario: Scenario,
  { repeats = 1, interruptedAtMs, ...options }: RunOptions = {},
): Promise<FakeRun> {
  const fake = createFakeRun({ device: ON, ...options });
  const interruption = new AbortController();
  if (interruptedAtMs !== undefined) fake.clock.after(interruptedAtMs, () => interruption.abort());
  const journal = createJournal(fake, { runId: "run-1", kept: false });
  await fake.clock.run(runScenarios(fake, journal, {
    scenarios: [scenario],
    asked: null,
    repeats,
    deadlineMs: 30_000,
    graceMs: 30_000,
    prerequisites: [],
    book: openBook(fake),
    interruption: { signal: interruption.signal, by: interruptedAtMs === undefined ? null : "SIGINT" },
  }));
  return fake;
}

const judged = ({ log }: FakeRun) => log.of("attempt-judged").map(({ attempt }) => attempt);

Deno.test("runScenarios() repeats the demonstration, and numbers the attempts from 1", async () => {
  const fake = await run(changeFileTest, { repeats: 3 });
  assertEquals(judged(fake).map(({ index, verdict }) => [index, verdict]), [[1, "pass"], [2, "pass"], [
    3,
    "pass",
  ]]);
  assertEquals(fake.log.of("scenario-started")[0]?.attempts, 3);
  assertEquals(fake.log.kinds.at(-1), "scenario-finished");
});

Deno.test("runScenarios() runs a control once, whatever the repeats", async () => {
  const fake = await run(otherNames, { repeats: 10 });
  assertEquals(judged(fake).map(({ reason }) => reason), ["quiet-as-expected"]);
  assertEquals(fake.log.of("scenario-started")[0]?.attempts, 1);
});

Deno.test("runScenarios() tells the times, the child and the detection of an attempt", async () => {
  const fake = await run(changeFileTest);
  const [attempt] = judged(fake);
  assertExists(attempt);
  assertEquals([attempt.timeToBlockMs, attempt.child?.signal, attempt.child?.signalledByUs], [
    400,
    "SIGKILL",
    false,
  ]);
  assertEquals(attempt.timeToRecordMs, fake.log.of("detection-seen")[0]?.afterMs ?? null);
  assertEquals(attempt.detections.map(({ id }) => id), ["new-01"]);
  assertEquals([attempt.fileRemoved, attempt.neighbours, attempt.otherChildren], [null, null, []]);
});

Deno.test("runScenarios() judges the second attempt by its own detection only", async () => {
  let starts = 0;
  // The agent reacts to the first attempt and sleeps through the second.
  const fake = await run(changeFileTest, {
    repeats: 2,
    reaction: SILENT,
    onStart: ({ endAfter }, { clock, device }) => {
      starts += 1;
      if (starts > 1) return;
      endAfter(400, KILLED);
      clock.after(
        700,
        () => device.record(demonstrationEntry("a1", clock.monotonicMs())),
      );
    },
  });
  assertEquals(judged(fake).map(({ reason }) => reason), ["blocked-and-recorded", "not-detected"]);
});

Deno.test("runScenarios() does not judge an attempt that was interrupted, and starts no other", async () => {
  const fake = await run(changeFileTest, { repeats: 3, reaction: SILENT, interruptedAtMs: 2000 });
  assertEquals(judged(fake), []);
  assertEquals(fake.log.kinds, ["scenario-started", "attempt-started", "trigger-started", "trigger-ended"]);
});

Deno.test("runScenarios() keeps what was judged before the interruption", async () => {
  const fake = await run(changeFileTest, { repeats: 3, interruptedAtMs: 2500 });
  assertEquals(judged(fake).map(({ verdict }) => verdict), ["pass"]);
  assertEquals(fake.log.kinds.includes("scenario-finished"), false);
});

Deno.test("runScenarios() names the child that was killed among several", async () => {
  const fake = await run(twoProcesses, {
    onStart: ({ scriptName, endAfter }) => scriptName === "two_processes_second.sh" && endAfter(1500, KILLED),
  });
  const [attempt] = judged(fake);
  assertEquals([attempt?.verdict, attempt?.reason], ["fail", "unexpected-block"]);
  assertEquals([attempt?.child?.signal, attempt?.otherChildren.map(({ exitCode }) => exitCode)], ["SIGKILL", [
    0,
  ]]);
});

Deno.test("runScenarios() keeps the problem of an attempt that never started", async () => {
  const fake = await run(changeFileTest, { fault: { at: 5, fault: "throws-before" } });
  const [attempt] = judged(fake);
  assertEquals([attempt?.verdict, attempt?.reason, attempt?.child], [
    "inconclusive",
    "trigger-not-run",
    null,
  ]);
  assertStringIncludes(attempt?.problems[0]?.message ?? "", "Planned failure");
});
