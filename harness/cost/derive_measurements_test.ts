import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { BlockRecord } from "../model/record/measurement.ts";
import { seededRandom } from "./statistics/seeded_random.ts";
import { deriveMeasurements } from "./derive_measurements.ts";
import { type BlockTruth, inventBlocks } from "../testing/invented_blocks.ts";

const plan = { arms: "off-on", quick: false, blockMs: 20_000 } as const;
const truth: BlockTruth = {
  blocksPerArm: 8,
  workloads: ["idle", "file-churn"],
  addedCpuPercent: 20,
  addedBytes: 64e6,
  random: seededRandom(1),
};

function derive(blocks: readonly BlockRecord[]): ReturnType<typeof deriveMeasurements> {
  return deriveMeasurements({ blocks, plan, memoryMetric: "rss" });
}

function find(
  measurements: ReturnType<typeof deriveMeasurements>,
  wanted: string,
): typeof measurements[number] {
  const found = measurements.find(({ workload, process, metric }) =>
    `${workload} ${process} ${metric}` === wanted
  );
  assert(found !== undefined, `no measurement "${wanted}"`);
  return found;
}

Deno.test("deriveMeasurements() finds the injected costs where they are, and none where they are not", () => {
  const measurements = derive(inventBlocks({ ...truth, random: seededRandom(1) }));
  const engine = find(measurements, "idle wdavdaemon_unprivileged cpu.mean");
  assertEquals(engine.conclusion, "costs");
  assert((engine.shift?.low ?? 99) <= 20 && (engine.shift?.high ?? 0) >= 20);
  assertEquals(find(measurements, "file-churn wdavdaemon_unprivileged rss.mean").conclusion, "costs");
  assertEquals(find(measurements, "idle wdavdaemon cpu.mean").conclusion, "no difference seen");
  assertEquals(find(measurements, "file-churn null workload.wall").conclusion, "costs");
  assertEquals(find(measurements, "idle agent cpu.mean").conclusion, "costs");
});

Deno.test("deriveMeasurements() gives every measurement its public names", () => {
  const [first] = derive(inventBlocks({ ...truth, random: seededRandom(2) }));
  assertEquals(Object.keys(first ?? {}).sort(), [
    "adjustedPValue",
    "conclusion",
    "current",
    "family",
    "floor",
    "metric",
    "minimumDetectable",
    "nullSpread",
    "off",
    "on",
    "outliers",
    "pValue",
    "process",
    "ratio",
    "shift",
    "unit",
    "words",
    "workload",
  ]);
});

Deno.test("deriveMeasurements() has no time for a workload that does nothing", () => {
  const measurements = derive(inventBlocks({ ...truth, random: seededRandom(3) }));
  assertEquals(
    measurements.some(({ workload, metric }) => workload === "idle" && metric === "workload.wall"),
    false,
  );
  assertEquals(
    measurements.some(({ workload, metric }) => workload === "idle" && metric === "cpu.per-work"),
    false,
  );
});

Deno.test("deriveMeasurements() leaves out warm-up, and the quad of an unusable block", () => {
  const wild = (block: BlockRecord): BlockRecord => ({
    ...block,
    processes: block.processes.map((process) => ({ ...process, cpuPercent: 9999 })),
  });
  const blocks = inventBlocks({ ...truth, random: seededRandom(4) });
  const spoiled = blocks.map((block) => block.phase === "warm-up" ? wild(block) : block)
    .map((block) => block.index === 30 ? { ...wild(block), usable: false, problem: "interrupted" } : block);
  const [spoilt, other] = blocks[30]?.workload === "idle" ? ["idle", "file-churn"] : ["file-churn", "idle"];
  const of = (workload: string) => find(derive(spoiled), `${workload} wdavdaemon cpu.mean`);
  const measurement = of(spoilt);
  assert((measurement.off?.median ?? 9999) < 5 && (measurement.on?.median ?? 9999) < 5);
  assertEquals([measurement.off?.n, measurement.on?.n, of(other).on?.n], [6, 6, 8]);
});

const inState = (
  blocks: readonly BlockRecord[],
  indices: readonly number[],
  state: Partial<BlockRecord["machine"]>,
) =>
  blocks.map((block) =>
    indices.includes(block.index) ? { ...block, machine: { ...block.machine, ...state } } : block
  );

Deno.test("deriveMeasurements() drops the quad of one unreadable or throttled state and tells from the rest", () => {
  const blocks = inventBlocks({ ...truth, blocksPerArm: 12, random: seededRandom(5) });
  for (const state of [{ thermal: "limited" }, { powerSource: null }, { powerSource: "battery" }] as const) {
    const cpu = find(derive(inState(blocks, [20], state)), `${blocks[20]?.workload} agent cpu.mean`);
    assertEquals([cpu.on?.n, cpu.conclusion], [10, "costs"]);
  }
});

Deno.test("deriveMeasurements() cannot tell when no quad is left, says why, and keeps what was seen", () => {
  const blocks = inventBlocks({ ...truth, random: seededRandom(5) }).map((block) =>
    block.arm === "on" ? { ...block, machine: { ...block.machine, thermal: "limited" as const } } : block
  );
  const measurements = derive(blocks);
  assert(measurements.length > 0);
  for (const measurement of measurements) {
    assertEquals(measurement.conclusion, "cannot tell");
    assertEquals(measurement.shift, null);
    assertStringIncludes(measurement.words, "the processor was held back because of heat");
    assert(measurement.on?.largest !== null, "what was measured stays");
  }
});

Deno.test("deriveMeasurements() compares whole quads only: an unfinished one does not count", () => {
  const blocks = inventBlocks({ ...truth, workloads: ["idle"], random: seededRandom(5) }).slice(
    0,
    1 + 12 + 3,
  );
  assertEquals(find(derive(blocks), "idle agent cpu.mean").on?.n, 6);
});

Deno.test("deriveMeasurements() claims nothing from a quick look, nor growth from short blocks or a short run", () => {
  const blocks = inventBlocks({ ...truth, random: seededRandom(1) });
  const quick = deriveMeasurements({ blocks, plan: { ...plan, quick: true }, memoryMetric: "rss" });
  assertEquals(new Set(quick.map(({ conclusion }) => conclusion)), new Set(["cannot tell"]));
  const growing = blocks.map((block) => ({
    ...block,
    agent: block.agent === null
      ? null
      : { ...block.agent, growthBytesPerMinute: block.arm === "on" ? 5e8 : block.index },
  }));
  const growth = (of: readonly BlockRecord[], blockMs: number) => {
    const all = deriveMeasurements({ blocks: of, plan: { ...plan, blockMs }, memoryMetric: "rss" });
    return find(all, "idle agent rss.growth");
  };
  assertStringIncludes(growth(growing, 2000).words, "blocks shorter than 10 s say nothing of growth");
  assertStringIncludes(growth(growing, 20_000).words, "a run shorter than 10 min says nothing of growth");
  const long = growing.map((block) => ({
    ...block,
    startedAt: new Date(Date.UTC(2026, 0, 1) + block.index * 30_000).toISOString(),
  }));
  assertEquals(growth(long, 20_000).conclusion, "costs");
});

Deno.test("deriveMeasurements() tells no absence of work that went on when blocks ended, but of memory", () => {
  const blocks = inventBlocks({ ...truth, addedCpuPercent: 0, addedBytes: 0, random: seededRandom(1) });
  const restless = blocks.map((block) =>
    block.arm === "on" && block.workload === "file-churn"
      ? { ...block, samples: { ...block.samples, atRest: false } }
      : block
  );
  const none = "no difference seen";
  for (const [of, conclusion] of [[blocks, none], [restless, "cannot tell"]] as const) {
    assertEquals(find(derive(of), "file-churn wdavdaemon cpu.mean").conclusion, conclusion);
    assertEquals(find(derive(of), "idle wdavdaemon cpu.mean").conclusion, none);
    assertEquals(find(derive(of), "file-churn agent rss.mean").conclusion, none);
  }
  const { words } = find(derive(restless), "file-churn wdavdaemon cpu.mean");
  assertStringIncludes(words, "the agent was still at work when 8 of 16 blocks ended");
});

Deno.test("deriveMeasurements() claims nothing with fewer blocks than its main measurements need", () => {
  const blocks = inventBlocks({ ...truth, blocksPerArm: 4, random: seededRandom(1) });
  const cpu = find(derive(blocks), "idle agent cpu.mean");
  assertEquals(cpu.conclusion, "cannot tell");
  assertStringIncludes(
    cpu.words,
    "4 blocks in each arm are too few for a claim: 5 main measurements judged together need 6",
  );
  assertStringIncludes(cpu.words, "measured +");
});

Deno.test("deriveMeasurements() of one arm gives its level and compares nothing", () => {
  const blocks = inventBlocks({ ...truth, random: seededRandom(6) })
    .filter(({ phase, arm }) => phase === "compare" && arm === "off")
    .map((block) => ({ ...block, arm: "current" as const }));
  const measurements = deriveMeasurements({
    blocks,
    plan: { ...plan, arms: "current" },
    memoryMetric: "footprint",
  });
  const cpu = find(measurements, "idle wdavdaemon cpu.mean");
  assertEquals([cpu.conclusion, cpu.off, cpu.shift, cpu.current?.n], ["not compared", null, null, 8]);
  assertStringIncludes(cpu.words, "with behavior monitoring as it was");
  assert(measurements.some(({ metric }) => metric === "footprint.peak"));
});

Deno.test("deriveMeasurements() remarks on an outlier and keeps it", () => {
  const blocks = inventBlocks({ ...truth, random: seededRandom(7) });
  const index = blocks.findIndex(({ phase, arm, workload }) =>
    phase === "compare" && arm === "on" && workload === "idle"
  );
  const spoiled = blocks.map((block, at) =>
    at === index
      ? { ...block, processes: block.processes.map((process) => ({ ...process, cpuPercent: 300 })) }
      : block
  );
  const cpu = find(derive(spoiled), "idle wdavdaemon cpu.mean");
  assertEquals(cpu.outliers.filter(({ block }) => block === index).map(({ value }) => value), [300]);
  assertEquals([cpu.on?.n, cpu.on?.largest], [8, 300]);
});

Deno.test("deriveMeasurements() of nothing gives nothing, of a process seen once cannot tell", () => {
  assertEquals(derive([]), []);
  const blocks = inventBlocks({ ...truth, random: seededRandom(8) });
  const once = blocks.map((block, index) =>
    index === 30
      ? { ...block, processes: [...block.processes, { ...block.processes[0], process: "netext" }] }
      : block
  ) as readonly BlockRecord[];
  const rare = derive(once).find(({ process, metric }) => process === "netext" && metric === "cpu.mean");
  assertEquals(rare?.conclusion, "cannot tell");
});
