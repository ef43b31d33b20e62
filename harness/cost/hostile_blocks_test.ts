// What somebody makes up who wants a measurement to say what is not so: ties, constants, no spread, absent processes and
// workloads, lost blocks, numbers that are none.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { BlockRecord } from "../model/record/measurement.ts";
import { inventBlocks } from "../testing/invented_blocks.ts";
import { applyBudgets } from "./apply_budgets.ts";
import { deriveMeasurements, type UnbudgetedMeasurement } from "./derive_measurements.ts";
import { seededRandom } from "./statistics/seeded_random.ts";

const PLAN = { arms: "off-on", quick: false, blockMs: 20_000 } as const;

/** Few values, so that ties are many. */
const value = fc.constantFrom(0, 1, 1, 2, 5, 5.000000001, 100, 1e12, 1e-12);
/** What becomes of one block. */
const fate = fc.record({
  cpu: fc.option(value, { nil: NaN, freq: 30 }),
  bytes: fc.option(value, { nil: null, freq: 20 }),
  wall: fc.option(value, { nil: Infinity, freq: 30 }),
  has: fc.boolean(),
  lost: fc.integer({ min: 0, max: 20 }).map((one) => one === 0),
  atRest: fc.constantFrom(true, true, null, false),
});
type Fate = typeof fate extends fc.Arbitrary<infer One> ? One : never;

function spoil(block: BlockRecord, { cpu, bytes, wall, has, lost, atRest }: Fate): BlockRecord {
  const processes = block.processes.filter((_, place) => has || place === 0).map((process) => ({
    ...process,
    cpuMs: cpu,
    cpuPercent: cpu,
    meanBytes: bytes,
    peakBytes: bytes,
  }));
  const [first] = processes;
  return {
    ...block,
    wallMs: block.wallMs === null ? null : wall,
    processes,
    agent: first === undefined || !has ? null : { ...first, process: "agent" },
    samples: { ...block.samples, atRest },
    usable: !lost,
    problem: lost ? "lost" : null,
  };
}

function invented(blocksPerArm: number, workloads: readonly string[]): readonly BlockRecord[] {
  return inventBlocks({
    blocksPerArm,
    workloads,
    addedCpuPercent: 5,
    addedBytes: 1e7,
    random: seededRandom(1),
  });
}

const derive = (blocks: readonly BlockRecord[]) =>
  deriveMeasurements({ blocks, plan: PLAN, memoryMetric: "rss" });

function assertBorneOut(one: UnbudgetedMeasurement): void {
  const { shift, ratio, conclusion, floor, adjustedPValue, pValue, off, on, minimumDetectable, words } = one;
  for (const estimate of [shift, ratio, off?.mean ?? null, on?.mean ?? null]) {
    if (estimate === null) continue;
    const { value, low, high } = estimate;
    assert(Number.isFinite(value), words);
    assert((low ?? value) <= value && value <= (high ?? value), words);
    assert([low, high].every((end) => end === null || Number.isFinite(end)), words);
  }
  assert(Number.isFinite(floor) && floor >= 0, words);
  assert([pValue, adjustedPValue].every((p) => p === null || p >= 0 && p <= 1), words);
  assert((adjustedPValue ?? 1) >= (pValue ?? 0), words);
  assert(
    minimumDetectable === null || Number.isFinite(minimumDetectable) && minimumDetectable >= floor,
    words,
  );
  assert(!/NaN|Infinity|undefined|null/.test(words), words);
  const [low, high] = [shift?.low ?? -Infinity, shift?.high ?? Infinity];
  if (conclusion === "costs" || conclusion === "saves") {
    assert(shift !== null && Math.abs(shift.value) > floor && (adjustedPValue ?? 1) <= 0.05, words);
    assertEquals(conclusion, shift.value > 0 ? "costs" : "saves");
    assert(shift.value > 0 ? low > 0 : high < 0, `the interval holds none: ${words}`);
  }
  if (conclusion === "no difference seen") assert(-floor <= low && high <= floor, words);
}

Deno.test("deriveMeasurements() says of no blocks whatever more than they bear", () => {
  const shape = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(["idle"], ["idle", "build"]));
  const hostile = shape.chain(([blocksPerArm, workloads]) => {
    const blocks = invented(blocksPerArm, workloads);
    return fc.array(fate, { minLength: blocks.length, maxLength: blocks.length })
      .map((fates) => blocks.map((block, place) => spoil(block, fates[place] as Fate)));
  });
  fc.assert(fc.property(hostile, (blocks) => derive(blocks).forEach(assertBorneOut)), {
    seed: 11,
    numRuns: 60,
  });
});

Deno.test("deriveMeasurements() of arms without any spread says exactly what they differ by", () => {
  const constant = (on: number) =>
    derive(
      invented(8, ["idle"]).map((block) => {
        const cpuPercent = block.arm === "on" ? on : 3;
        return { ...block, agent: block.agent === null ? null : { ...block.agent, cpuPercent } };
      }),
    ).find(({ process, metric }) => process === "agent" && metric === "cpu.mean");
  for (
    const [on, conclusion, shift] of [[8, "costs", 5], [1, "saves", -2], [
      3,
      "no difference seen",
      0,
    ]] as const
  ) {
    assertEquals([constant(on)?.conclusion, constant(on)?.shift], [
      conclusion,
      { value: shift, low: shift, high: shift },
    ]);
  }
  assertEquals(constant(3.4)?.conclusion, "no difference seen", "found, but too small to count");
});

Deno.test("deriveMeasurements() claims nothing of a process or a workload that is in one arm only", () => {
  const blocks = invented(8, ["idle", "build"]);
  const oneArm = blocks.map((block) => ({
    ...block,
    processes: block.processes.filter(({ process }) => block.arm === "on" || process === "wdavdaemon"),
  }));
  const alone = derive(oneArm).filter(({ process }) => process === "wdavdaemon_unprivileged");
  assert(alone.length > 0);
  assertEquals(new Set(alone.map(({ conclusion }) => conclusion)), new Set(["cannot tell"]));
  const without = derive(blocks.filter(({ workload, arm }) => workload === "idle" || arm === "on"));
  const build = without.filter(({ workload }) => workload === "build");
  assert(build.length > 0);
  assertEquals(new Set(build.map(({ conclusion }) => conclusion)), new Set(["cannot tell"]));
  const idle = without.find(({ workload, process, metric }) =>
    workload === "idle" && process === "agent" && metric === "cpu.mean"
  );
  assertEquals(idle?.conclusion, "costs", "what is whole is told");
});

Deno.test("applyBudgets() meets a budget that is just kept, and exceeds it by the least more", () => {
  const measurements = derive(
    invented(8, ["idle"]).map((block) => ({
      ...block,
      agent: block.agent === null ? null : { ...block.agent, cpuPercent: block.arm === "on" ? 8 : 3 },
    })),
  );
  const judged = (key: string, limit: number) =>
    applyBudgets(measurements, [{ key, limit, unit: "percent-of-core" }]).budgets[0]?.verdict;
  for (const [key, kept] of [["cpu.mean", 8], ["cpu.median", 8], ["cpu.added", 5]] as const) {
    assertEquals([judged(key, kept), judged(key, kept - 1e-9)], ["met", "exceeded"], key);
  }
});
