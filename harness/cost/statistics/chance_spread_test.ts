import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { chanceSpread } from "./chance_spread.ts";
import { drawNormal, seededRandom } from "./seeded_random.ts";

Deno.test("chanceSpread() of a perfectly quiet machine is 0", () => {
  assertEquals(chanceSpread({ first: [4, 4, 4, 4], second: [4, 4, 4, 4] }), 0);
});

Deno.test("chanceSpread() without blocks is unknown, not 0", () => {
  assertEquals(chanceSpread({ first: [], second: [] }), null);
  assertEquals(chanceSpread({ first: [1], second: [] }), null);
});

Deno.test("chanceSpread() is at least the shift between the halves as dealt", () => {
  const spread = chanceSpread({ first: [1, 1, 1, 1, 1, 1], second: [3, 3, 3, 3, 3, 3] }) ?? 0;
  assert(spread >= 2, `spread ${spread}`);
});

Deno.test("chanceSpread() grows with the noise, in proportion", () => {
  const draw = (deviation: number) => {
    const random = seededRandom(3);
    return Array.from({ length: 6 }, () => 50 + deviation * drawNormal(random));
  };
  const half = (deviation: number) => draw(deviation);
  const quiet = chanceSpread({ first: half(1), second: half(1).toReversed() }) ?? 0;
  const loud = chanceSpread({ first: half(10), second: half(10).toReversed() }) ?? 0;
  assertGreater(quiet, 0);
  assertAlmostEquals(loud / quiet, 10, 1e-6);
});

Deno.test("chanceSpread() gives the same answer for the same seed", () => {
  const halves = { first: [1, 5, 2, 8], second: [3, 9, 4, 2] };
  assertEquals(chanceSpread({ ...halves, seed: 9 }), chanceSpread({ ...halves, seed: 9 }));
  assertLess(chanceSpread({ ...halves, alpha: 0.5 }) ?? 9, chanceSpread({ ...halves, alpha: 0.01 }) ?? 0);
});
