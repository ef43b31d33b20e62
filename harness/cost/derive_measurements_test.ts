import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { BlockRecord } from "../model/record/measurement.ts";
import { seededRandom } from "./statistics/seeded_random.ts";
import { deriveMeasurements } from "./derive_measurements.ts";
import { type BlockTruth, inventBlocks } from "../testing/invented_blocks.ts";

const plan = { arms: "off-on", seed: 1 } as const;
const truth: BlockTruth = {
  blocksPerArm: 6,
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
    "conclusion",
    "current",
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

Deno.test("deriveMeasurements() leaves out warm-up and unusable blocks", () => {
  const wild = (block: BlockRecord): BlockRecord => ({
    ...block,
    processes: block.processes.map((process) => ({ ...process, cpuPercent: 9999 })),
  });
  const blocks = inventBlocks({ ...truth, random: seededRandom(4) });
  const spoiled = blocks.map((block) => block.phase === "warm-up" ? wild(block) : block)
    .map((block) => block.index === 30 ? { ...wild(block), usable: false, problem: "interrupted" } : block);
  const measurement = find(derive(spoiled), "idle wdavdaemon cpu.mean");
  assert((measurement.off?.median ?? 9999) < 5 && (measurement.on?.median ?? 9999) < 5);
  assertEquals((measurement.off?.n ?? 0) + (measurement.on?.n ?? 0), 11);
});

Deno.test("deriveMeasurements() does not compare arms whose machine state differs, and says so", () => {
  const blocks = inventBlocks({ ...truth, random: seededRandom(5) }).map((block) =>
    block.arm === "on" ? { ...block, machine: { ...block.machine, powerSource: "battery" as const } } : block
  );
  for (const measurement of derive(blocks)) {
    assertEquals(measurement.conclusion, "cannot tell");
    assertEquals(measurement.shift, null);
    assertStringIncludes(measurement.words, "the power source changed between blocks (battery, mains)");
    assert(measurement.off?.median !== null, "what was measured stays");
  }
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
  assertEquals([cpu.conclusion, cpu.off, cpu.shift, cpu.current?.n], ["not compared", null, null, 6]);
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
  assertEquals(cpu.outliers.map(({ block, value }) => [block, value]), [[index, 300]]);
  assertEquals([cpu.on?.n, cpu.on?.high], [6, 300]);
});

Deno.test("deriveMeasurements() of nothing gives nothing, of a process seen once cannot tell", () => {
  assertEquals(derive([]), []);
  const blocks = inventBlocks({ ...truth, random: seededRandom(8) });
  const once = blocks.map((block, index) =>
    index === 40
      ? { ...block, processes: [...block.processes, { ...block.processes[0], process: "netext" }] }
      : block
  ) as readonly BlockRecord[];
  const rare = derive(once).find(({ process, metric }) => process === "netext" && metric === "cpu.mean");
  assertEquals(rare?.conclusion, "cannot tell");
});
