import { assertEquals } from "@std/assert";
import { planBlocks, remainingMs } from "./plan_blocks.ts";

const plan = {
  arms: "off-on",
  workloads: [],
  blocksPerArm: 6,
  blockMs: 1000,
  settleMs: 500,
  rateHz: 10,
  scale: 1,
  seed: 1,
  quick: false,
  budgets: [],
} as const;

Deno.test("planBlocks() warms up, then a null as long as the comparison, then the arms in turns", () => {
  const rounds = planBlocks(plan, ["idle"]);
  assertEquals(rounds.length, 1 + 12 + 12);
  assertEquals(rounds[0], { index: 0, phase: "warm-up", arm: "off", half: null, workload: "idle" });
  const nulls = rounds.filter(({ phase }) => phase === "null");
  assertEquals(nulls.map(({ half }) => half?.[0]).join(""), "fssffssffssf");
  assertEquals(new Set(nulls.map(({ arm }) => arm)), new Set(["off"]));
  const compared = rounds.filter(({ phase }) => phase === "compare");
  assertEquals(compared.map(({ arm }) => arm === "on" ? "B" : "A").join(""), "ABBAABBAABBA");
});

Deno.test("planBlocks() gives both arms as many blocks and the same mean place, for any even number", () => {
  for (const blocksPerArm of [2, 4, 6, 24]) {
    const compared = planBlocks({ ...plan, blocksPerArm }, ["idle"]).filter(({ phase }) =>
      phase === "compare"
    );
    const places = (wanted: string) => compared.flatMap(({ arm }, index) => arm === wanted ? [index] : []);
    assertEquals(places("on").length, blocksPerArm);
    assertEquals(sum(places("on")), sum(places("off")));
  }
});

Deno.test("planBlocks() without a switch only repeats", () => {
  const rounds = planBlocks({ ...plan, arms: "current", blocksPerArm: 3 }, ["idle"]);
  assertEquals(rounds.map(({ phase, arm }) => `${phase} ${arm}`), [
    "warm-up current",
    "compare current",
    "compare current",
    "compare current",
  ]);
});

Deno.test("planBlocks() measures every workload in every round and numbers the blocks", () => {
  const blocks = planBlocks({ ...plan, blocksPerArm: 2 }, ["idle", "build"]);
  assertEquals(blocks.length, 2 * (1 + 4 + 4));
  assertEquals(blocks.map(({ index }) => index), blocks.map((_, index) => index));
  assertEquals(blocks.slice(0, 2).map(({ workload }) => workload), ["idle", "build"]);
});

Deno.test("remainingMs() counts the switches that are still to come", () => {
  const blocks = planBlocks({ ...plan, blocksPerArm: 2 }, ["idle"]);
  const times = { blockMs: 1000, settleMs: 500, overheadMs: 100 };
  // Nine blocks; off to on and back within A B B A.
  assertEquals(remainingMs(blocks, 0, times), 9 * 1100 + 2 * 500);
  assertEquals(remainingMs(blocks, 8, times), 1100);
  assertEquals(remainingMs(blocks, 9, times), 0);
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
