import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { foldRun } from "../model/record/fold.ts";
import type { RunRecord } from "../model/record/run_record.ts";
import { wilsonInterval } from "../model/wilson_interval.ts";
import { FAKE_START_MS } from "../testing/fake_clock.ts";
import { FakeMachine, type MachineTruth } from "../testing/fake_machine.ts";
import { type FakeMeasurement, fakeMeasureRequest } from "../testing/fake_measure_request.ts";
import { measureRun } from "./measure_run.ts";

async function run(
  truth: MachineTruth,
  asked: FakeMeasurement = {},
): Promise<{ machine: FakeMachine; record: RunRecord }> {
  const machine = new FakeMachine(truth);
  await machine.clock.run(measureRun(machine.ports, fakeMeasureRequest(asked, machine.clock)));
  return { machine, record: foldRun(machine.events) };
}

Deno.test("measureRun() finds the injected cost, and leaves the device as found", async () => {
  const { machine, record } = await run({ addedCpu: 20 });
  assertEquals([record.verdict, record.reason, record.exitCode], ["measured", "cost-measured", 0]);
  const cpu = record.measurements.find(({ process, metric }) => process === "agent" && metric === "cpu.mean");
  assertEquals(cpu?.conclusion, "costs");
  assert(Math.abs((cpu?.shift?.value ?? 0) - 20) < 1.5, cpu?.words);
  assertEquals(machine.settings, {
    "behavior-monitoring": "enabled",
    "real-time-protection-statistics": "disabled",
    "behavior-monitoring-statistics": "disabled",
  });
  assertEquals([machine.journal.length, record.restore.status], [0, "restored"]);
  assertEquals([record.blocks.length, record.measurement?.outcome?.complete], [13, true]);
});

Deno.test("measureRun() does everything in the order that is written down", async () => {
  const { machine } = await run({}, { plan: { blocksPerArm: 2 } });
  assertEquals(machine.events.map(({ kind }) => kind), [
    "run-started",
    "device-read",
    "prerequisites-checked",
    "consent-decided",
    "measurement-planned",
    ...Array.from({ length: 5 }, () => ["block-started", "block-finished"] as const).flat(),
    "restore-started",
    "restore-finished",
    // Derived when the device is as it was, however long that takes.
    "measurement-finished",
    "run-finished",
  ]);
  assertEquals(machine.changes, [
    "real-time-protection-statistics enabled",
    "behavior-monitoring-statistics enabled",
    "behavior-monitoring disabled",
    "behavior-monitoring enabled",
    "behavior-monitoring disabled",
    "real-time-protection-statistics disabled",
    "behavior-monitoring-statistics disabled",
    "behavior-monitoring enabled",
  ]);
});

Deno.test("measureRun() with --arm current changes nothing on the device", async () => {
  const { machine, record } = await run({ initial: "disabled" }, { plan: { arms: "current" } });
  assertEquals([machine.changes, record.restore.status], [[], "not-needed"]);
  assertEquals([record.verdict, record.measurements[0]?.conclusion], ["measured", "not compared"]);
  assertEquals(record.blocks.length, 7);
});

Deno.test("measureRun() that is interrupted keeps what it has, marked, and restores", async () => {
  const { machine, record } = await run({}, { interruptAtMs: 14_000 });
  assertEquals([record.reason, record.exitCode], ["interrupted", 130]);
  assertEquals(record.measurement?.outcome?.complete, false);
  assert(record.blocks.length > 2 && record.blocks.length < 13);
  assertEquals(record.blocks.at(-1)?.usable, false);
  assertEquals(machine.settings["behavior-monitoring"], "enabled");
  assertEquals(machine.journal, []);
});

Deno.test("measureRun() stops where behavior monitoring cannot be switched", async () => {
  const deaf = await run({ deaf: true });
  assertEquals([deaf.record.verdict, deaf.record.reason], ["inconclusive", "not-enabled"]);
  const managed = await run({ managed: true });
  assertEquals([managed.record.reason, managed.record.exitCode], ["not-enabled", 3]);
  assertEquals(managed.machine.settings["behavior-monitoring"], "enabled");
});

Deno.test("measureRun() says what it looked for when there is no process of the agent", async () => {
  const { record } = await run({ processes: false });
  assertEquals([record.verdict, record.reason, record.exitCode], ["inconclusive", "cost-unclear", 3]);
  assertStringIncludes(record.explanation, 'below "/sim"');
  assertEquals(record.blocks.length, 1);
});

Deno.test("measureRun() measures nothing without consent", async () => {
  const { machine, record } = await run({}, { consent: false });
  assertEquals([record.reason, record.exitCode], ["consent-not-given", 3]);
  assertEquals(machine.changes, []);
});

Deno.test("measureRun() leaves out blocks whose work was not done, and says why", async () => {
  const { machine, record } = await run({ wrongAnswer: "3 files" }, { workloads: ["file-churn"] });
  assertEquals([record.verdict, record.reason], ["inconclusive", "cost-unclear"]);
  assertStringIncludes(record.blocks[0]?.problem ?? "", 'says "3 files" where');
  assertEquals(machine.openFolders, 0);
});

Deno.test("measureRun() does not start a workload on a disk that is nearly full", async () => {
  const { record } = await run({ freeBytes: 1e6 }, { workloads: ["file-churn"], plan: { blocksPerArm: 2 } });
  assertStringIncludes(record.blocks[0]?.problem ?? "", "only 1 MB are free");
  assertEquals(record.exitCode, 3);
});

Deno.test("measureRun() leaves out the quads of another power source, says so, and tells from the rest", async () => {
  const truth = { addedCpu: 50, onBatteryFromMs: 30_000 };
  const { record } = await run(truth, { plan: { blocksPerArm: 12 } });
  assertEquals([record.verdict, record.reason], ["measured", "cost-measured"]);
  const notes = record.measurement?.outcome?.notes.join(" ") ?? "";
  assertStringIncludes(notes, "was left out: block");
  assertStringIncludes(notes, "the power source was battery, not mains as in most blocks (idle)");
  const few = await run({ addedCpu: 50, onBatteryFromMs: 15_000 });
  assertEquals([few.record.verdict, few.record.reason], ["inconclusive", "cost-unclear"]);
  assertStringIncludes(few.record.explanation, "too few for a claim");
});

Deno.test("measureRun() leaves out the quad in which the machine slept, in a block or between two", async () => {
  const awake = await run({ addedCpu: 50 }, { plan: { blocksPerArm: 12 } });
  const blocks = awake.record.blocks;
  const startMs = (index: number) => Date.parse(blocks[index]?.startedAt ?? "") - FAKE_START_MS;
  for (const sleepAtMs of [startMs(6) + 300, startMs(6) - 300]) {
    const { record } = await run({ addedCpu: 50, sleepAtMs }, { plan: { blocksPerArm: 12 } });
    assertEquals(
      record.blocks.filter(({ usable }) => !usable).map(({ index, problem }) => [index, problem]),
      [
        [6, "the machine slept for 60.0 s in it or before it"],
      ],
    );
    const notes = record.measurement?.outcome?.notes.join(" ") ?? "";
    assertStringIncludes(notes, "Quad 2 was left out: block 6: the machine slept");
    assertEquals(record.verdict, "measured");
  }
});

Deno.test("measureRun() lets no block pay for what the agent still does of the one before", async () => {
  const asked = { workloads: ["idle", "file-churn"], plan: { blocksPerArm: 2 } } as const;
  const { record } = await run({ owedPerScriptMs: 400 }, asked);
  const percents = (wanted: string) =>
    record.blocks.filter(({ workload }) => workload === wanted).map(({ agent }) => agent?.cpuPercent ?? NaN);
  assert(percents("file-churn").every((percent) => percent > 80), percents("file-churn").join());
  assert(percents("idle").every((percent) => percent < 20), percents("idle").join());
  assert(record.blocks.every(({ samples }) => samples.atRest === true));
  const endless = await run({ owedPerScriptMs: 4000 }, asked);
  assert(endless.record.blocks.some(({ samples }) => samples.atRest === false));
});

Deno.test("measureRun() interleaves an A/A stretch with the comparison when it is asked to", async () => {
  const { record } = await run({ addedCpu: 20 }, { plan: { nullStretch: true } });
  assertEquals(record.blocks.length, 25);
  assertEquals(record.blocks.filter(({ phase, arm }) => phase === "null" && arm !== "off"), []);
  assertEquals(cpuOf(record)?.conclusion, "costs");
});

Deno.test("measureRun() falls back to ps where the sampler cannot be used, and says so", async () => {
  const { record } = await run({ samplerFails: "no counters here" });
  assertEquals(record.measurement?.outcome?.source, "ps");
  assertStringIncludes(record.measurement?.outcome?.notes[0] ?? "", "because no counters here");
});

Deno.test("measureRun() skips a workload whose tool is missing, with the reason", async () => {
  const asked = { workloads: ["idle", "build"], plan: { blocksPerArm: 2 } } as const;
  const { record } = await run({ toolless: true }, asked);
  assertEquals(record.measurement?.outcome?.skipped, [
    { workload: "build", reason: "none of cc, clang, gcc is installed" },
  ]);
  assertEquals(new Set(record.blocks.map(({ workload }) => workload)), new Set(["idle"]));
  assertEquals((await run({}, asked)).record.measurement?.outcome?.skipped, []);
});

Deno.test("measureRun() fails only for a budget", async () => {
  const budgets = [{ key: "cpu.added", limit: 5, unit: "percent-of-core" }];
  const { record } = await run({ addedCpu: 20 }, { plan: { budgets } });
  assertEquals([record.verdict, record.reason, record.exitCode], ["fail", "budget-exceeded", 1]);
  assertEquals(record.measurement?.outcome?.budgets[0]?.verdict, "exceeded");
});

Deno.test("measureRun() writes every sample with its block, phase and arm", async () => {
  const { machine } = await run({}, { plan: { blocksPerArm: 2 } });
  const samples = machine.written.join("").trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(new Set(samples.map(({ phase }) => phase)), new Set(["warm-up", "compare"]));
  assertEquals(new Set(samples.map(({ arm }) => arm)), new Set(["off", "on"]));
  assert(samples.length >= 5 * 10, `${samples.length} samples`);
});

Deno.test("measureRun() finds no cost where there is none, and covers one that is there", async () => {
  let found = 0;
  let covered = 0;
  const rounds = 30;
  for (let seed = 1; seed <= rounds; seed++) {
    const none = await run({ seed });
    const { conclusion } = cpuOf(none.record) ?? {};
    if (conclusion === "costs" || conclusion === "saves") found++;
    const some = cpuOf((await run({ seed: seed + 1000, addedCpu: 5 })).record);
    if ((some?.shift?.low ?? 99) <= 5 && (some?.shift?.high ?? 0) >= 5) covered++;
  }
  const { low } = wilsonInterval({ passed: found, total: rounds });
  assert(low <= 0.05, `${found} of ${rounds} see a cost of 0`);
  assert(covered >= 0.9 * rounds, `${covered} of ${rounds} cover a cost of 5`);
});

function cpuOf(record: RunRecord): RunRecord["measurements"][number] | undefined {
  return record.measurements.find(({ process, metric }) => process === "agent" && metric === "cpu.mean");
}
