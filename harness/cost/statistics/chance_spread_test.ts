import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { drawNormal } from "../../testing/draw_normal.ts";
import { chanceSpread } from "./chance_spread.ts";
import { seededRandom } from "./seeded_random.ts";

const spreadOf = (first: readonly number[], second: readonly number[], { alpha = 0.05, seed = 1 } = {}) =>
  chanceSpread({ first, second, alpha, random: seededRandom(seed) });

Deno.test("chanceSpread() of a perfectly quiet machine is 0", () => {
  assertEquals(spreadOf([4, 4, 4, 4], [4, 4, 4, 4]), 0);
});

Deno.test("chanceSpread() without blocks is unknown, not 0", () => {
  assertEquals(spreadOf([], []), null);
  assertEquals(spreadOf([1], []), null);
});

Deno.test("chanceSpread() is at least the shift between the halves as dealt", () => {
  const spread = spreadOf([1, 1, 1, 1, 1, 1], [3, 3, 3, 3, 3, 3]) ?? 0;
  assert(spread >= 2, `spread ${spread}`);
});

Deno.test("chanceSpread() grows with the noise, in proportion", () => {
  const draw = (deviation: number) => {
    const random = seededRandom(3);
    return Array.from({ length: 6 }, () => 50 + deviation * drawNormal(random));
  };
  const half = (deviation: number) => draw(deviation);
  const quiet = spreadOf(half(1), half(1).toReversed()) ?? 0;
  const loud = spreadOf(half(10), half(10).toReversed()) ?? 0;
  assertGreater(quiet, 0);
  assertAlmostEquals(loud / quiet, 10, 1e-6);
});

Deno.test("chanceSpread() gives the same answer for the same seed", () => {
  const halves = [[1, 5, 2, 8], [3, 9, 4, 2]] as const;
  assertEquals(spreadOf(...halves, { seed: 9 }), spreadOf(...halves, { seed: 9 }));
  assertLess(spreadOf(...halves, { alpha: 0.5 }) ?? 9, spreadOf(...halves, { alpha: 0.01 }) ?? 0);
});
