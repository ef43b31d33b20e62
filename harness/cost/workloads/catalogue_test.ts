import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { workloadOf, WORKLOADS } from "./catalogue.ts";
import { DEFAULT_WORKLOADS, nextNumber, scaled, startState, stateAfter, WORKLOAD_IDS } from "./workload.ts";

const settings = { seed: 11, scale: 1, tool: "/usr/bin/cc" };

Deno.test("the catalogue holds every workload once", () => {
  assertEquals(WORKLOADS.map(({ id }) => id), [...WORKLOAD_IDS]);
  assertEquals(workloadOf("build").id, "build");
});

Deno.test("workloads give the same scripts for the same seed, and others for another", () => {
  for (const workload of WORKLOADS) {
    assertEquals(workload.scripts(settings), workload.scripts(settings));
  }
  const churn = workloadOf("file-churn");
  assertNotEquals(churn.scripts(settings)?.answer, churn.scripts({ ...settings, seed: 12 })?.answer);
});

Deno.test("workloads of the default are those of public complaints, each with its thread", () => {
  const threads = DEFAULT_WORKLOADS.map((id) => workloadOf(id).complaint);
  for (const thread of threads) assert(/^https:\/\/github\.com\/[\w/.-]+\/issues\/\d+$/.test(thread ?? ""));
  assertEquals(new Set(threads).size, DEFAULT_WORKLOADS.length);
});

Deno.test("workloads do more work at a larger scale, and at least some at the smallest", () => {
  for (const workload of WORKLOADS) {
    const small = workload.scripts({ ...settings, scale: 0.001 });
    const large = workload.scripts({ ...settings, scale: 10 });
    if (small === null || large === null) continue;
    assert(small.work >= 1 && large.work > small.work, workload.id);
    assert(large.diskBytes >= small.diskBytes, workload.id);
  }
});

Deno.test("nextNumber() is the minimal standard generator", () => {
  // The published check value: 10 000 steps from 1 give 1043618065.
  assertEquals(stateAfter(0, 10_000), 1043618065);
  assertEquals(nextNumber(1), 16807);
  for (const seed of [0, -5, 2 ** 31, 1.7]) assert(startState(seed) > 0 && startState(seed) < 2147483647);
});

Deno.test("scaled() never becomes nothing", () => {
  assertEquals([scaled(300, 0.5), scaled(3, 0.0001)], [150, 1]);
});
