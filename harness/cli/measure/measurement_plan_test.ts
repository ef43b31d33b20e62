import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { DEFAULT_WORKLOADS } from "../../cost/workloads/workload.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import {
  DEFAULT_DETAILS,
  type MeasureDetails,
  type MeasuringOptions,
  planMeasurement,
} from "./measurement_plan.ts";

const FILES: Readonly<Record<string, string>> = {
  "limits.txt": "# ours\ncpu.mean=5\nfootprint.peak=600MB\n",
};
const host = {
  facts: createFakeHost().host.facts,
  findFile: (path: string) => Promise.resolve(path in FILES ? path : null),
  readInput: (path: string) => Promise.resolve(new TextEncoder().encode(FILES[path])),
};
const options: MeasuringOptions & MeasureDetails = {
  ...DEFAULT_DETAILS,
  workload: [],
  budget: [],
  blockMs: undefined,
  settleMs: undefined,
};

Deno.test("planMeasurement() plans eight blocks of every workload in each arm, longer on a real device", async () => {
  const { plan, workloads } = await planMeasurement(host, options, "real");
  assertEquals([plan.blocksPerArm, plan.blockMs, plan.settleMs, plan.quick], [8, 10_000, 10_000, false]);
  assertEquals(workloads, [...DEFAULT_WORKLOADS]);
  assertEquals((await planMeasurement(host, options, "simulated")).plan.blockMs, 2000);
});

Deno.test("planMeasurement() measures an A/A stretch only when asked to", async () => {
  assertEquals((await planMeasurement(host, options, "real")).plan.nullStretch, undefined);
  assertEquals((await planMeasurement(host, { ...options, null: true }, "real")).plan.nullStretch, true);
});

Deno.test("planMeasurement() makes a quick look short, and marks it", async () => {
  const { plan, workloads } = await planMeasurement(host, { ...options, quick: true }, "simulated");
  assertEquals([plan.blocksPerArm, plan.blockMs, plan.quick], [2, 1000, true]);
  assertEquals(workloads, ["idle", "file-churn"]);
  const one = await planMeasurement(host, { ...options, quick: true, blocks: 1 }, "real");
  assertEquals(one.plan.blocksPerArm, 1);
});

Deno.test("planMeasurement() keeps the order of the catalogue, whatever the order of the words", async () => {
  const { workloads } = await planMeasurement(
    host,
    { ...options, workload: ["build", "idle", "build"] },
    "real",
  );
  assertEquals(workloads, ["idle", "build"]);
  assertEquals((await planMeasurement(host, { ...options, workload: ["all"] }, "real")).workloads.length, 9);
});

Deno.test("planMeasurement() reads budgets from words and from a file", async () => {
  const { plan } = await planMeasurement(
    host,
    { ...options, budget: ["limits.txt", "slowdown=10%"] },
    "real",
  );
  assertEquals(plan.budgets.map(({ key, limit }) => [key, limit]), [
    ["cpu.mean", 5],
    ["footprint.peak", 600e6],
    ["slowdown", 0.1],
  ]);
});

Deno.test("planMeasurement() refuses what cannot be measured", async () => {
  const cases: readonly (readonly [Partial<MeasuringOptions & MeasureDetails>, string])[] = [
    [{ blocks: 5, workload: ["idle"] }, "5 blocks in each arm are too few for a claim: 2 main measurements"],
    [{ blocks: 7 }, "17 main measurements judged together need 8 or more"],
    [{ blocks: 5, arm: "current" }, "5 blocks are too few"],
    [{ blocks: 201 }, "201 blocks in each arm are too many"],
    [{ quick: true, budget: ["cpu.mean=5"] }, "a quick look judges no budget"],
    [{ folder: "work" }, 'the folder "work" may mean any place'],
    [{ null: true, arm: "current" }, "an A/A stretch needs both arms"],
    [{ blockMs: 400 }, "fewer than 5 readings"],
    [{ rate: 0.1 }, "fewer than 5 readings"],
    [{ workload: ["mining"] }, 'no workload "mining"'],
    [{ budget: ["no-such-file.txt"] }, "it has no value"],
    [{ budget: ["workload.idle.cpu.mean=5"], workload: ["build"] }, 'no workload "idle"'],
    [{ arm: "current", budget: ["cpu.added=5"] }, "needs both arms"],
  ];
  for (const [change, message] of cases) {
    await assertRejects(
      () => planMeasurement(host, { ...options, ...change }, "real"),
      HarnessError,
      message,
    );
  }
});

Deno.test("planMeasurement() works in the home of the person unless another folder is named", async () => {
  assertEquals((await planMeasurement(host, options, "real")).folder, "/Users/me");
  assertEquals(
    (await planMeasurement(host, { ...options, folder: "/srv/code/" }, "real")).folder,
    "/srv/code",
  );
  await assertRejects(
    () => planMeasurement(host, { ...options, folder: "/srv/code" }, "simulated"),
    HarnessError,
    "its own folder only",
  );
});

Deno.test("planMeasurement() measures as many blocks of more workloads as a claim needs", async () => {
  const { plan } = await planMeasurement(host, { ...options, workload: ["all"] }, "real");
  assertEquals(plan.blocksPerArm >= 8, true);
});
