import { assertEquals } from "@std/assert";
import { differenceTicks } from "./difference_ticks.ts";
import type { ProcessReading, SampleTick } from "./sampler_line.ts";

const limits = { intervalMs: 100, cores: 2 };

Deno.test("differenceTicks() gives what was used between two ticks", () => {
  const { durationMs, uses, remarks } = differenceTicks(
    tick(0, [reading(1000)]),
    tick(100, [reading(1030)]),
    limits,
  );
  assertEquals(durationMs, 100);
  const counts = { instructions: null, cycles: null, energyNj: null };
  assertEquals(uses, [{ label: "wdavdaemon", pid: 7, cpuMs: 30, bytes: 4096, counts }]);
  assertEquals(remarks, []);
});

Deno.test("differenceTicks() starts a restarted process anew, with both ends remarked on", () => {
  const before = tick(0, [reading(90_000)]);
  const after = tick(100, [reading(5, { pid: 8, startedAt: "200" })]);
  const { uses, remarks } = differenceTicks(before, after, limits);
  assertEquals(uses[0]?.cpuMs, null);
  assertEquals(remarks.map(({ kind }) => kind), ["process-started", "process-ended"]);
});

Deno.test("differenceTicks() tells a pid that is used again by its start time", () => {
  const before = tick(0, [reading(10)]);
  const after = tick(100, [reading(50_000, { startedAt: "999" })]);
  const { uses, remarks } = differenceTicks(before, after, limits);
  assertEquals(uses[0]?.cpuMs, null);
  assertEquals(remarks.map(({ kind }) => kind), ["process-started", "process-ended"]);
});

Deno.test("differenceTicks() does not count a process that ended", () => {
  const { uses, remarks } = differenceTicks(tick(0, [reading(10)]), tick(100, []), limits);
  assertEquals(uses, []);
  assertEquals(remarks.map(({ kind }) => kind), ["process-ended"]);
});

Deno.test("differenceTicks() makes no use of a counter that goes backwards", () => {
  const { uses, remarks } = differenceTicks(tick(0, [reading(500)]), tick(100, [reading(400)]), limits);
  assertEquals(uses[0]?.cpuMs, null);
  assertEquals(remarks.map(({ kind }) => kind), ["counter-backwards"]);
});

Deno.test("differenceTicks() does not believe more CPU time than passed on all cores", () => {
  const { uses, remarks } = differenceTicks(tick(0, [reading(0)]), tick(100, [reading(5000)]), limits);
  assertEquals(uses[0]?.cpuMs, null);
  assertEquals(remarks.map(({ kind }) => kind), ["implausible"]);
  const busy = differenceTicks(tick(0, [reading(0)]), tick(100, [reading(200)]), limits);
  assertEquals(busy.uses[0]?.cpuMs, 200);
});

Deno.test("differenceTicks() believes what was used until a tick that was read late", () => {
  // The sampler waited 400 ms for a core between the start of the tick and its readings.
  const late = { ...tick(100, [reading(490)]), tookMs: 400 };
  const { uses, remarks } = differenceTicks(tick(0, [reading(0)]), late, limits);
  assertEquals([uses[0]?.cpuMs, remarks], [490, []]);
});

Deno.test("differenceTicks() spreads what was used over a missed tick", () => {
  const { durationMs, uses, remarks } = differenceTicks(
    tick(0, [reading(0)]),
    { ...tick(200, [reading(60)]), missed: 1 },
    limits,
  );
  assertEquals([durationMs, uses[0]?.cpuMs], [200, 60]);
  assertEquals(remarks.map(({ kind }) => kind), ["missed-ticks"]);
});

Deno.test("differenceTicks() rates by the monotonic clock when the wall clock is set", () => {
  for (const [step, kind] of [[3_600_000, "suspended"], [-3_600_000, "clock-step"]] as const) {
    const after = { ...tick(100, [reading(30)]), wallMs: 1_000_100 + step };
    const { durationMs, uses, remarks } = differenceTicks(tick(0, [reading(0)]), after, limits);
    assertEquals([durationMs, uses[0]?.cpuMs], [100, 30]);
    assertEquals(remarks.map((remark) => remark.kind), [kind]);
  }
});

Deno.test("differenceTicks() remarks on a machine that slept, also when the monotonic clock went on", () => {
  const { uses, remarks } = differenceTicks(
    tick(0, [reading(0)]),
    { ...tick(3_600_000, [reading(40)]), missed: 35_999 },
    limits,
  );
  assertEquals(uses[0]?.cpuMs, 40);
  assertEquals(remarks.map(({ kind }) => kind), ["missed-ticks", "gap"]);
});

function tick(atMs: number, processes: readonly ProcessReading[]): SampleTick {
  return { kind: "tick", atMs, wallMs: 1_000_000 + atMs, missed: 0, tookMs: 0.1, processes };
}

function reading(cpuMs: number, other: Partial<ProcessReading> = {}): ProcessReading {
  return { pid: 7, startedAt: "100", label: "wdavdaemon", cpuMs, bytes: 4096, peakBytes: 8192, ...other };
}
