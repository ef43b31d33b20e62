import { assertEquals, assertMatch } from "@std/assert";
import { planBlocks } from "./plan_blocks.ts";

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

const orderOf = (blocks: ReturnType<typeof planBlocks>) =>
  blocks.filter(({ phase }) => phase === "compare").map(({ arm }) => arm === "on" ? "B" : "A").join("");

Deno.test("planBlocks() warms up, then compares in quads whose order the seed draws", () => {
  const rounds = planBlocks(plan, ["idle"]);
  assertEquals(rounds.length, 1 + 12);
  assertEquals(rounds[0], {
    index: 0,
    phase: "warm-up",
    arm: "on",
    half: null,
    quad: null,
    workload: "idle",
  });
  assertEquals(rounds.slice(1).map(({ quad }) => quad), [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  const orders = Array.from({ length: 40 }, (_, seed) => orderOf(planBlocks({ ...plan, seed }, ["idle"])));
  for (const order of orders) assertMatch(order, /^(ABBA|BAAB){3}$/);
  assertEquals(new Set(orders).size, 8);
  assertEquals(orderOf(planBlocks(plan, ["idle"])), orderOf(planBlocks(plan, ["idle"])));
});

Deno.test("planBlocks() gives both arms as many blocks and the same mean place, for any even number", () => {
  for (const blocksPerArm of [2, 4, 6, 24]) {
    const order = orderOf(planBlocks({ ...plan, blocksPerArm }, ["idle"]));
    const places = (wanted: string) => [...order].flatMap((arm, index) => arm === wanted ? [index] : []);
    assertEquals(places("B").length, blocksPerArm);
    assertEquals(sum(places("B")), sum(places("A")));
  }
});

Deno.test("planBlocks() ends an odd number of blocks with a pair", () => {
  assertMatch(orderOf(planBlocks({ ...plan, blocksPerArm: 7 }, ["idle"])), /^(ABBA|BAAB){3}(AB|BA)$/);
});

Deno.test("planBlocks() interleaves an A/A stretch when it is asked to, in quads of its own", () => {
  const rounds = planBlocks({ ...plan, nullStretch: true }, ["idle"]);
  assertEquals(rounds.length, 1 + 24);
  const phases = rounds.slice(1).map(({ phase }) => phase[0]).join("");
  assertEquals(phases, "ccccnnnncccc" + "nnnnccccnnnn");
  const nulls = rounds.filter(({ phase }) => phase === "null");
  assertEquals(new Set(nulls.map(({ arm }) => arm)), new Set(["off"]));
  assertMatch(nulls.map(({ half }) => half?.[0]).join(""), /^(fssf|sffs){3}$/);
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
  assertEquals(blocks.length, 2 * (1 + 4));
  assertEquals(blocks.map(({ index }) => index), blocks.map((_, index) => index));
  assertEquals(blocks.slice(0, 2).map(({ workload }) => workload), ["idle", "build"]);
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
