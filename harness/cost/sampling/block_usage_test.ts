import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { OWN_QUESTIONS } from "./agent_processes.ts";
import { BlockUsageTotal } from "./block_usage.ts";
import type { ProcessReading, SampleTick } from "./sampler_line.ts";

const limits = { intervalMs: 100, cores: 2 };

Deno.test("BlockUsageTotal gives the mean CPU of each process and of all together", () => {
  const total = new BlockUsageTotal(limits);
  for (let index = 0; index <= 10; index++) {
    total.add(tick(index * 100, [reading("a", 1, index * 30), reading("b", 2, index * 5)]));
  }
  const usage = total.summarize();
  assertEquals(usage.ticks, 11);
  assertEquals(usage.durationMs, 1000);
  assertEquals(usage.processes.map(({ label, cpuPercent }) => [label, cpuPercent]), [["a", 30], ["b", 5]]);
  assertAlmostEquals(usage.agent?.cpuPercent ?? 0, 35, 1e-9);
  assertEquals(usage.agent?.peakBytes, 2000);
});

Deno.test("BlockUsageTotal does not turn a restart, a gap or a backward counter into a spike", () => {
  const total = new BlockUsageTotal(limits);
  const cpu = [[1, 1000], [1, 1010], [2, 70_000], [2, 70_010], [2, 10], [2, 20]] as const;
  cpu.forEach(([pid, cpuMs], index) => total.add(tick(index * 100, [reading("a", pid, cpuMs)])));
  const { processes, remarks, agent } = total.summarize();
  assertEquals(processes[0]?.cpuMs, 30);
  assertAlmostEquals(processes[0]?.cpuPercent ?? 0, 10, 1e-9);
  assertEquals(agent?.cpuMs, 30);
  assertEquals(remarks.map(({ kind }) => kind), ["process-started", "process-ended", "counter-backwards"]);
});

Deno.test("BlockUsageTotal adds up processes that share a label", () => {
  const total = new BlockUsageTotal(limits);
  total.add(tick(0, [reading("a", 1, 0), reading("a", 2, 0)]));
  total.add(tick(100, [reading("a", 1, 10), reading("a", 2, 20)]));
  const [usage] = total.summarize().processes;
  assertEquals([usage?.cpuPercent, usage?.meanBytes], [30, 2000]);
});

Deno.test("BlockUsageTotal keeps our own questions apart from what the agent uses", () => {
  const total = new BlockUsageTotal(limits);
  total.add(tick(0, [reading("a", 1, 0), reading(OWN_QUESTIONS, 2, 0)]));
  total.add(tick(100, [reading("a", 1, 10), reading(OWN_QUESTIONS, 2, 50)]));
  const { processes, agent } = total.summarize();
  assertEquals(processes.map(({ label, cpuMs }) => [label, cpuMs]), [["a", 10], [OWN_QUESTIONS, 50]]);
  assertEquals([agent?.cpuMs, agent?.meanBytes], [10, 1000]);
  const alone = new BlockUsageTotal(limits);
  alone.add(tick(0, [reading(OWN_QUESTIONS, 2, 0)]));
  assertEquals(alone.summarize().agent, null);
});

Deno.test("BlockUsageTotal adds up what the processor did, and nothing where it was not counted", () => {
  const total = new BlockUsageTotal(limits);
  const counted = (cpuMs: number, instructions: number | null) => ({
    ...reading("a", 1, cpuMs),
    counts: { instructions, cycles: cpuMs * 1e6, energyNj: null },
  });
  total.add(tick(0, [counted(0, 1000), reading("b", 2, 0)]));
  total.add(tick(100, [counted(10, 1500), reading("b", 2, 5)]));
  total.add(tick(200, [counted(20, null), reading("b", 2, 9)]));
  const { processes, agent } = total.summarize();
  assertEquals(processes.map(({ counts }) => counts), [
    { instructions: 500, cycles: 20e6, energyNj: null },
    { instructions: null, cycles: null, energyNj: null },
  ]);
  assertEquals(agent?.counts, { instructions: 500, cycles: 20e6, energyNj: null });
});

Deno.test("BlockUsageTotal of nothing says nothing", () => {
  const none = new BlockUsageTotal(limits).summarize();
  assertEquals([none.ticks, none.agent, none.processes.length], [0, null, 0]);
  const empty = new BlockUsageTotal(limits);
  empty.add(tick(0, []));
  empty.add(tick(100, []));
  assertEquals(empty.summarize().agent, null);
  const once = new BlockUsageTotal(limits);
  once.add(tick(0, [reading("a", 1, 5)]));
  assertEquals(once.summarize().processes[0]?.cpuPercent, null);
  assertEquals(once.summarize().processes[0]?.meanBytes, 1000);
});

Deno.test("BlockUsageTotal leaves unread memory out instead of taking it for 0", () => {
  const total = new BlockUsageTotal(limits);
  total.add(tick(0, [{ ...reading("a", 1, 0), bytes: null }]));
  total.add(tick(100, [{ ...reading("a", 1, 1), bytes: null }]));
  assertEquals(total.summarize().processes[0]?.meanBytes, null);
});

Deno.test("BlockUsageTotal keeps a day at one reading a second in a few hundred points", () => {
  const total = new BlockUsageTotal({ intervalMs: 1000, cores: 2 });
  for (let second = 0; second < 86_400; second++) {
    total.add(tick(second * 1000, [{ ...reading("a", 1, second), bytes: 1000 + second }]));
  }
  const series = total.summarize().processes[0]?.memorySeries ?? [];
  assert(series.length >= 100 && series.length <= 240, `${series.length} points`);
  const [first, last] = [series[0], series.at(-1)];
  const slope = ((last?.y ?? 0) - (first?.y ?? 0)) / ((last?.x ?? 0) - (first?.x ?? 0));
  assertAlmostEquals(slope, 0.001, 1e-9);
});

Deno.test("BlockUsageTotal keeps the first remarks and counts the rest", () => {
  const total = new BlockUsageTotal(limits);
  for (let index = 0; index < 200; index++) total.add({ ...tick(index * 100, []), missed: 1 });
  const { remarks, moreRemarks } = total.summarize();
  assertEquals([remarks.length, moreRemarks], [50, 149]);
});

function tick(atMs: number, processes: readonly ProcessReading[]): SampleTick {
  return { kind: "tick", atMs, wallMs: 1_000_000 + atMs, missed: 0, tookMs: 0.1, processes };
}

function reading(label: string, pid: number, cpuMs: number): ProcessReading {
  return { pid, startedAt: "1", label, cpuMs, bytes: 1000, peakBytes: 1000 };
}
