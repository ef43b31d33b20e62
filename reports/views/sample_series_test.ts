import { assertAlmostEquals, assertEquals, assertLessOrEqual } from "@std/assert";
import { reduceSamples, type SampleLine, SampleReducer } from "./sample_series.ts";

function line(atMs: number, change: Partial<SampleLine> & { cpuMs?: number; pid?: number } = {}): SampleLine {
  const { cpuMs = atMs / 2, pid = 1, ...rest } = change;
  return {
    block: 0,
    phase: "compare",
    workload: "idle",
    arm: "off",
    atMs,
    missed: 0,
    processes: [{ pid, startedAt: "s", label: "wdavdaemon", cpuMs, bytes: 1000 }],
    ...rest,
  };
}

function reduce(lines: readonly SampleLine[]) {
  const reducer = new SampleReducer();
  for (const one of lines) reducer.add(one);
  return reducer.finish();
}

Deno.test("SampleReducer gives the share of a core from differences of cumulative time", () => {
  const series = reduce(Array.from({ length: 50 }, (_, tick) => line(5000 + tick * 100)));
  assertEquals([series.ticks, series.durationMs], [50, 4900]);
  const points = series.processes[0]?.points ?? [];
  assertEquals(points.length, 50);
  assertEquals(points[0]?.cpuPercent, null);
  for (const { cpuPercent, bytes } of points.slice(1)) assertEquals([cpuPercent, bytes], [50, 1000]);
});

Deno.test("SampleReducer keeps no more points than a chart shows, however long the run", () => {
  const reducer = new SampleReducer();
  for (let tick = 0; tick < 36_000; tick++) reducer.add(line(tick * 100));
  const { processes: [process], durationMs } = reducer.finish();
  assertLessOrEqual(process?.points.length ?? Infinity, 600);
  assertEquals(durationMs, 3_599_900);
  for (const { cpuPercent } of process?.points ?? []) assertAlmostEquals(cpuPercent ?? 0, 50, 1e-9);
});

Deno.test("SampleReducer adds up processes of one name and takes a restart for no spike", () => {
  const two = (atMs: number): SampleLine => {
    const [process] = line(atMs).processes;
    if (process === undefined) throw new Error("unexpected");
    return { ...line(atMs), processes: [process, { ...process, pid: 2 }] };
  };
  const both = reduce([two(0), two(100)]);
  assertEquals(both.processes[0]?.points[1], { atMs: 150, cpuPercent: 100, bytes: 2000, gapBefore: false });
  const restarted = reduce([
    line(0, { cpuMs: 9000 }),
    line(100, { cpuMs: 5, pid: 2 }),
    line(200, { cpuMs: 15, pid: 2 }),
  ]);
  assertEquals(restarted.processes[0]?.points.map(({ cpuPercent }) => cpuPercent), [null, null, 10]);
  const backwards = reduce([line(0, { cpuMs: 100 }), line(100, { cpuMs: 40 }), line(200, { cpuMs: 60 })]);
  assertEquals(backwards.processes[0]?.points.map(({ cpuPercent }) => cpuPercent), [null, null, 20]);
});

Deno.test("SampleReducer interrupts the line where nobody watched, and knows the blocks", () => {
  const series = reduce([
    line(0),
    line(100),
    line(2000, { block: 1, arm: "on" }),
    line(2100, { block: 1, arm: "on" }),
  ]);
  assertEquals(series.processes[0]?.points.map(({ gapBefore }) => gapBefore), [false, false, true, false]);
  assertEquals(series.processes[0]?.points.map(({ cpuPercent }) => cpuPercent), [null, 50, null, 50]);
  assertEquals(series.spans.map(({ arm, startMs, endMs }) => [arm, startMs, endMs]), [["off", 0, 100], [
    "on",
    2000,
    2100,
  ]]);
});

Deno.test("reduceSamples() reads lines across pieces and leaves out what is no sample", async () => {
  const text = `${JSON.stringify(line(0))}\nnot json\n{"a":1}\n${JSON.stringify(line(100))}\n${
    JSON.stringify(line(200)).slice(0, 30)
  }`;
  async function* pieces() {
    for (let start = 0; start < text.length; start += 37) {
      yield await Promise.resolve(text.slice(start, start + 37));
    }
  }
  assertEquals((await reduceSamples(pieces())).ticks, 2);
});
