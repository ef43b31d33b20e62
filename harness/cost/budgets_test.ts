import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { seededRandom } from "./statistics/seeded_random.ts";
import { applyBudgets } from "./apply_budgets.ts";
import { deriveMeasurements, type UnbudgetedMeasurement } from "./derive_measurements.ts";
import { summarizeArm } from "./statistics/arm_summary.ts";
import { budgetLines, parseBudget } from "./parse_budget.ts";
import { inventBlocks } from "../testing/invented_blocks.ts";

const workloads = ["idle", "build", "file-churn"];

Deno.test("parseBudget() reads amounts with and without their unit", () => {
  const cases = [
    ["cpu.mean=5", { key: "cpu.mean", limit: 5, unit: "percent-of-core" }],
    ["cpu.added = 2.5%", { key: "cpu.added", limit: 2.5, unit: "percent-of-core" }],
    ["footprint.peak=600MB", { key: "footprint.peak", limit: 600e6, unit: "bytes" }],
    ["memory.mean=512MiB", { key: "memory.mean", limit: 512 * 1024 ** 2, unit: "bytes" }],
    ["rss.growth=1MB/min", { key: "rss.growth", limit: 1e6, unit: "bytes-per-minute" }],
    ["workload.build.slowdown=10%", { key: "workload.build.slowdown", limit: 0.1, unit: "share" }],
    ["cpu.mean@wdavdaemon=1", { key: "cpu.mean@wdavdaemon", limit: 1, unit: "percent-of-core" }],
  ] as const;
  for (const [text, expected] of cases) assertEquals(parseBudget(text, workloads), expected, text);
});

Deno.test("parseBudget() reads each character once: a long row of blanks costs no more than its length", () => {
  const blanks = " ".repeat(200_000);
  assertThrows(() => parseBudget(`cpu.mean${blanks}`, workloads), HarnessError, "it has no value");
  assertThrows(() => parseBudget(`${blanks}=${blanks}`, workloads), HarnessError, "it has no value");
  assertEquals(parseBudget(`${blanks}cpu.mean${blanks}=${blanks}5${blanks}`, workloads).limit, 5);
});

Deno.test("parseBudget() refuses what it cannot read, with a hint", () => {
  const cases = [
    ["cpu.mean", "no value"],
    ["cpu.mean=", "no value"],
    ["cpu.mean=much", '"much" is no amount'],
    ["cpu.mean=-5", '"-5" is no amount'],
    ["cpu.mean=5MB", '"5MB" is no amount'],
    ["footprint.peak=600%", '"600%" is no amount'],
    ["footprint.peak=600", '"600" is no amount'],
    ["cpu.maen=5", 'no metric "cpu.maen"'],
    ["workload.bild.slowdown=10%", 'no workload "bild"'],
  ] as const;
  for (const [text, why] of cases) assertThrows(() => parseBudget(text, workloads), HarnessError, why);
});

Deno.test("budgetLines() skips comments and blank lines", () => {
  assertEquals(budgetLines("# limits\n\ncpu.mean=5 # all workloads\n  footprint.peak=1GB\n"), [
    "cpu.mean=5",
    "footprint.peak=1GB",
  ]);
});

function measured(): ReturnType<typeof deriveMeasurements> {
  const blocks = inventBlocks({
    blocksPerArm: 8,
    workloads: ["idle", "file-churn"],
    addedCpuPercent: 20,
    addedBytes: 64e6,
    random: seededRandom(3),
  });
  return deriveMeasurements({
    blocks,
    plan: { arms: "off-on", quick: false, blockMs: 20_000 },
    memoryMetric: "rss",
  });
}

function verdictOf(text: string): string {
  const { budgets: [budget] } = applyBudgets(measured(), [parseBudget(text, workloads)]);
  return budget?.verdict ?? "none";
}

Deno.test("applyBudgets() judges the level with behavior monitoring on, on every workload", () => {
  // The agent uses 8 % without and 28 % with it.
  assertEquals(verdictOf("cpu.mean=60"), "met");
  assertEquals(verdictOf("cpu.mean=15"), "exceeded");
  assertEquals(verdictOf("cpu.mean=28"), "cannot tell");
});

Deno.test("applyBudgets() judges what is added, and the slowdown of one workload", () => {
  assertEquals(verdictOf("cpu.added=40"), "met");
  assertEquals(verdictOf("cpu.added=10"), "exceeded");
  assertEquals(verdictOf("footprint.added=100MB"), "met");
  // 250 ms become 300 ms.
  assertEquals(verdictOf("workload.file-churn.slowdown=50%"), "met");
  assertEquals(verdictOf("workload.file-churn.slowdown=5%"), "exceeded");
});

Deno.test("applyBudgets() takes resident memory where a budget says footprint, and names it", () => {
  const { budgets: [budget] } = applyBudgets(measured(), [parseBudget("footprint.peak=1GB", workloads)]);
  assertEquals(budget?.verdict, "met");
  assertStringIncludes(budget?.judged ?? "", "rss.peak");
});

/** The agent under `idle` with these numbers in its blocks with behavior monitoring on. */
function levels(values: readonly number[]): readonly UnbudgetedMeasurement[] {
  return measured().filter(({ workload, process }) => workload === "idle" && process === "agent")
    .map((measurement) => ({ ...measurement, on: summarizeArm(values) }));
}

Deno.test("applyBudgets() judges a peak by the largest of all blocks, not by a middle", () => {
  const peaks = [...Array(11).fill(500e6), 900e6];
  const judge = (text: string) => applyBudgets(levels(peaks), [parseBudget(text, workloads)]).budgets[0];
  assertEquals(judge("footprint.peak=600MB")?.verdict, "exceeded");
  assertStringIncludes(judge("footprint.peak=600MB")?.judged ?? "", "largest block of rss.peak");
  assertStringIncludes(judge("footprint.peak=600MB")?.judged ?? "", "900 MB");
  assertEquals(judge("footprint.peak=900MB")?.verdict, "met");
  assertEquals(judge("footprint.median=600MB")?.verdict, "met");
  // The mean is 533 MB, its interval by Student's t 460 to 607 MB.
  assertEquals(judge("footprint.mean=600MB")?.verdict, "cannot tell");
  assertEquals(judge("footprint.mean=610MB")?.verdict, "met");
  assertEquals(judge("footprint.mean=450MB")?.verdict, "exceeded");
});

Deno.test("applyBudgets() judges a 95th percentile as far as the blocks show it", () => {
  const judge = (values: readonly number[], text: string) =>
    applyBudgets(levels(values), [parseBudget(text, workloads)]).budgets[0];
  const few = judge(Array(12).fill(5), "cpu.p95=6");
  assertEquals(few?.verdict, "cannot tell");
  assertStringIncludes(few?.judged ?? "", "upper end unknown: too few blocks");
  assertEquals(judge(Array(12).fill(7), "cpu.p95=6")?.verdict, "exceeded");
  assertEquals(judge(Array(72).fill(5), "cpu.p95=6")?.verdict, "met");
});

Deno.test("applyBudgets() judges the largest block also of a quad that was left out", () => {
  const blocks = inventBlocks({
    blocksPerArm: 8,
    workloads: ["idle"],
    addedCpuPercent: 0,
    addedBytes: 0,
    random: seededRandom(1),
  });
  const hot = blocks.findLast(({ arm }) => arm === "on")?.index;
  const spoiled = blocks.map((block) =>
    block.index === hot && block.agent !== null
      ? {
        ...block,
        machine: { ...block.machine, thermal: "limited" as const },
        agent: { ...block.agent, peakBytes: 9e8 },
      }
      : block
  );
  const measurements = deriveMeasurements({
    blocks: spoiled,
    plan: { arms: "off-on", quick: false, blockMs: 20_000 },
    memoryMetric: "rss",
  });
  assertEquals(
    applyBudgets(measurements, [parseBudget("footprint.peak=600MB", workloads)]).budgets[0]?.verdict,
    "exceeded",
  );
});

Deno.test("applyBudgets() does not judge growth where the measurement says nothing of it", () => {
  const budget = parseBudget("footprint.growth=1MB/min", workloads);
  const { budgets: [judged] } = applyBudgets(
    measured(),
    [budget],
    "blocks shorter than 10 s say nothing of growth",
  );
  assertEquals(judged?.verdict, "cannot tell");
  assertStringIncludes(judged?.judged ?? "", "say nothing of growth");
});

Deno.test("applyBudgets() judges one process when it is named", () => {
  assertEquals(verdictOf("cpu.mean@wdavdaemon=5"), "met");
  assertEquals(verdictOf("cpu.mean@wdavdaemon_unprivileged=5"), "exceeded");
});

Deno.test("applyBudgets() cannot tell about what was not measured", () => {
  assertEquals(verdictOf("workload.build.slowdown=10%"), "cannot tell");
  assertEquals(verdictOf("cpu.mean@netext=10"), "cannot tell");
  assertEquals(applyBudgets([], [parseBudget("cpu.mean=5", workloads)]).budgets[0]?.verdict, "cannot tell");
});

Deno.test("applyBudgets() puts the worst budget on each measurement it speaks of", () => {
  const budgets = ["cpu.mean=60", "cpu.mean=15"].map((text) => parseBudget(text, workloads));
  const { measurements } = applyBudgets(measured(), budgets);
  const agent = measurements.find(({ process, metric }) => process === "agent" && metric === "cpu.mean");
  assertEquals(agent?.budget?.limit, 15);
  assertEquals(measurements.find(({ process }) => process === "wdavdaemon")?.budget, null);
});
