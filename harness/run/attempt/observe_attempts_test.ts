import { assertEquals, assertGreaterOrEqual, assertLess, assertStringIncludes } from "@std/assert";
import { DEMONSTRATION_FILES } from "../../../scenarios/behavior_monitoring/demonstration.ts";
import { changeFileTest } from "../../../scenarios/behavior_monitoring/change_file_test.scenario.ts";
import { neighbours } from "../../../scenarios/behavior_monitoring/neighbours.scenario.ts";
import { twoProcesses } from "../../../scenarios/behavior_monitoring/two_processes.scenario.ts";
import { testFile } from "../../../scenarios/antivirus/test_file.scenario.ts";
import type { Scenario } from "../../model/scenario.ts";
import {
  createFakeRun,
  demonstrationEntry,
  type FakeRun,
  type FakeRunOptions,
  SILENT,
} from "../../testing/fake_run.ts";
import { GARBLED, TIMED_OUT } from "../../testing/scripted_device.ts";
import { KILLED } from "../../testing/scripted_trigger_runner.ts";
import { createJournal } from "../setting/journal.ts";
import { openBook, type RunBook } from "./run_book.ts";
import { type AttemptSighting, observeAttempts } from "./observe_attempts.ts";

const PATHS = DEMONSTRATION_FILES.map((name) => `/tmp/${name}`);
const ON = { setting: { value: "enabled", managed: false } } as const;

interface Observed {
  readonly run: FakeRun;
  readonly seen: AttemptSighting;
  readonly book: RunBook;
}

interface ObserveOptions extends FakeRunOptions {
  readonly scenario?: Scenario;
  readonly interruptedAtMs?: number;
  readonly before?: (run: FakeRun) => void;
}

async function observe(
  { scenario = changeFileTest, interruptedAtMs, before, ...options }: ObserveOptions = {},
): Promise<Observed> {
  const run = createFakeRun({ ...options, device: { ...ON, ...options.device } });
  before?.(run);
  const interruption = new AbortController();
  if (interruptedAtMs !== undefined) run.clock.after(interruptedAtMs, () => interruption.abort());
  const journal = createJournal(run, { runId: "run-1", kept: false });
  const book = openBook(run);
  const [seen] = await run.clock.run(
    observeAttempts(run, journal, {
      scenarios: [scenario],
      asked: null,
      deadlineMs: 30_000,
      graceMs: 30_000,
      prerequisites: [],
      book,
      signal: interruption.signal,
    }),
  );
  if (seen === undefined) throw new Error("nothing was seen");
  return { run, seen, book };
}

/** Nothing may be left, whatever happened. */
function assertTidy({ state, triggerFiles, triggerRunner }: FakeRun): void {
  assertEquals([state.left, triggerFiles.ours, triggerRunner.running], [[], [], 0]);
}

Deno.test("observeAttempts() guards, journals, runs, watches, removes, closes: in this order", async () => {
  const { run, seen, book } = await observe();
  const [first = "", second = ""] = PATHS;
  const steps = run.trace.steps.filter((step, index, all) => step !== all[index - 1]);
  assertEquals(steps.slice(0, 8), [
    "ask health",
    "ask list",
    `journal open file ${first}`,
    `journal open file ${second}`,
    "start BM_test.sh",
    "log trigger-started",
    "ask health",
    "ask list",
  ]);
  assertEquals(steps.slice(-6), [
    "stop BM_test.sh",
    `remove ${first}`,
    "journal close 1",
    `remove ${second}`,
    "journal close 2",
    "dispose scripts",
  ]);
  assertEquals(seen.children, [{ pid: 101, ...KILLED, signalledByUs: false, durationMs: 400 }]);
  assertEquals(book.ledger.entries.length, 1);
  assertEquals([seen.problems, seen.agentUnreadable], [[], null]);
  assertTidy(run);
});

Deno.test("observeAttempts() tells the start, the end and the sighting with their times", async () => {
  const { run, seen, book } = await observe();
  assertEquals(run.log.kinds, ["trigger-started", "trigger-ended", "detection-seen"]);
  const [ended] = run.log.of("trigger-ended");
  const [started] = run.log.of("trigger-started");
  assertEquals((ended?.atMs ?? 0) - (started?.atMs ?? 0), 400);
  const answeredMs = book.ledger.moments.at(-1)?.answeredMs ?? 0;
  assertEquals(run.log.of("detection-seen")[0]?.afterMs, answeredMs - (seen.triggerStartedMs ?? 0));
  assertEquals(seen.triggerStartedMs, started?.atMs);
});

Deno.test("observeAttempts() starts nothing when a trigger path is not safe, and touches no file", async () => {
  for (
    const state of [{ kind: "unsafe", why: "it is a link" }, { kind: "unreadable", why: "no right" }] as const
  ) {
    const { run, seen } = await observe({
      before: ({ triggerFiles }) => triggerFiles.put(PATHS[1] ?? "", state),
    });
    assertEquals(seen.children, []);
    assertEquals(seen.triggerStartedMs, null);
    assertEquals(seen.problems.map(({ code }) => code), ["trigger/path-unsafe"]);
    assertStringIncludes(seen.problems[0]?.message ?? "", state.why);
    assertEquals(run.trace.steps.filter((step) => step.startsWith("start")), []);
    assertTidy(run);
  }
});

Deno.test("observeAttempts() starts nothing when the list cannot be read before", async () => {
  for (const problem of [GARBLED, TIMED_OUT]) {
    const { run, seen } = await observe({ device: { unreadable: () => problem } });
    assertEquals([seen.agentUnreadable, seen.children], [problem.message, []]);
    assertEquals(run.trace.steps.filter((step) => step.startsWith("start")), []);
    assertGreaterOrEqual(run.clock.monotonicMs(), 29_000);
  }
});

Deno.test("observeAttempts() says that the agent was gone after the attempt", async () => {
  const { seen } = await observe({
    device: { unreadable: (question, nth) => question === "health" && nth > 1 ? GARBLED : null },
  });
  assertEquals(seen.protection.after, null);
});

Deno.test("observeAttempts() stops a trigger that does not end, and says that it did", async () => {
  const endless: Scenario = {
    ...changeFileTest,
    trigger: { ...changeFileTest.trigger, processes: [{ scriptName: "endless.sh", lines: ["sleep 600"] }] },
  };
  const { run, seen } = await observe({ scenario: endless });
  const [child] = seen.children;
  assertEquals([child?.signalledByUs, child?.signal], [true, "SIGKILL"]);
  assertGreaterOrEqual(child?.durationMs ?? 0, 15_000);
  assertLess(child?.durationMs ?? Infinity, 16_000);
  assertTidy(run);
});

Deno.test("observeAttempts() stops the trigger at once when it is interrupted", async () => {
  const { run, seen } = await observe({ reaction: SILENT, interruptedAtMs: 1000 });
  assertEquals(seen.children.map(({ signalledByUs }) => signalledByUs), [true]);
  assertLess(run.clock.monotonicMs(), 1500);
  assertTidy(run);
});

Deno.test("observeAttempts() waits for the end of the trigger when the agent is gone in the middle", async () => {
  const { run, seen } = await observe({
    reaction: SILENT,
    device: { unreadable: (question, nth) => question === "list" && nth > 2 ? TIMED_OUT : null },
  });
  assertEquals(seen.children.map(({ exitCode, signalledByUs }) => [exitCode, signalledByUs]), [[0, false]]);
  assertEquals(seen.agentUnreadable, null);
  assertTidy(run);
});

Deno.test("observeAttempts() leaves no timer behind that could later kill a stranger", async () => {
  const { run: whole } = await observe();
  const at = whole.trace.steps.indexOf("ask list", 9);
  for (const options of [{}, { fault: { at, fault: "throws-before" } }] as const) {
    const { run } = await observe(options);
    const steps = run.trace.steps.length;
    await run.clock.run(run.clock.sleep(60_000));
    assertEquals(run.trace.steps.slice(steps), []);
    assertTidy(run);
  }
});

Deno.test("observeAttempts() of a control with two processes waits for both, and tells both ends", async () => {
  const { seen, run } = await observe({ scenario: twoProcesses });
  assertEquals(seen.children.map(({ durationMs, exitCode }) => [durationMs, exitCode]), [[5000, 0], [
    6000,
    0,
  ]]);
  assertGreaterOrEqual(run.clock.monotonicMs(), 6_000);
  assertTidy(run);
});

Deno.test("observeAttempts() counts the neighbours that survive, and stops them after", async () => {
  const alive = await observe({ scenario: neighbours });
  assertEquals(alive.seen.neighbours, { started: 3, survived: 3 });
  assertTidy(alive.run);
  const hit = await observe({
    scenario: neighbours,
    onStart: ({ scriptName, endAfter }) => scriptName === "neighbour_2.sh" && endAfter(500, KILLED),
  });
  assertEquals(hit.seen.neighbours, { started: 3, survived: 2 });
  assertTidy(hit.run);
});

Deno.test("observeAttempts() sees whether the antivirus took the file", async () => {
  const path = `/tmp/${testFile.trigger.files[0]}`;
  const entry = { ...demonstrationEntry("e1", 500), name: "Virus:DOS/EICAR_Test_File", type: "virus" };
  const taken = await observe({
    scenario: testFile,
    onStart: (_script, { clock, triggerFiles, device }) => {
      clock.after(300, () => triggerFiles.put(path, { kind: "absent" }));
      clock.after(500, () => device.record(entry));
    },
  });
  assertEquals([taken.seen.fileRemoved, taken.book.ledger.entries.map(({ detection }) => detection)], [true, [
    entry,
  ]]);
  const left = await observe({ scenario: testFile });
  assertEquals([left.seen.fileRemoved, left.book.ledger.entries], [false, []]);
  assertTidy(left.run);
});

Deno.test("observeAttempts() cleans up whatever step throws", async () => {
  const { run: whole } = await observe();
  const last = whole.trace.steps.indexOf(`remove ${PATHS[0]}`);
  for (let at = 2; at < last; at += 1) {
    const { run, seen } = await observe({ fault: { at, fault: "throws-before" } });
    assertEquals(seen.problems.length, 1, run.trace.steps[at]);
    assertTidy(run);
  }
});

Deno.test("observeAttempts() removes its files although a process cannot be stopped, and says so", async () => {
  const { run: whole } = await observe();
  const at = whole.trace.steps.indexOf("stop BM_test.sh");
  const { run, seen } = await observe({ fault: { at, fault: "throws-before" } });
  assertEquals(seen.problems.length, 1);
  assertTidy(run);
});

Deno.test("observeAttempts() keeps the journal entry of a file that could not be removed", async () => {
  const { run: whole } = await observe();
  const at = whole.trace.steps.indexOf(`remove ${PATHS[0]}`);
  const { run, seen } = await observe({ fault: { at, fault: "throws-before" } });
  assertEquals(run.state.left.map(({ intent }) => intent), [{ kind: "file", path: PATHS[0] ?? "" }]);
  assertEquals(seen.problems.length, 1);
});
