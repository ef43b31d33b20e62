import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { quadsInOrder } from "../../../testing/quads_in_order.ts";
import { seededRandom } from "../seeded_random.ts";
import { alignQuads, fewestBlocks, quadRanksP, smallestP } from "./quad_ranks.ts";
import { QUAD_REFERENCES } from "../../../testing/quad_references.ts";

for (const { name, orders, values, p, pOfOne } of QUAD_REFERENCES) {
  Deno.test(`quadRanksP() agrees with an independent implementation: ${name}`, () => {
    const aligned = alignQuads(quadsInOrder(orders, values));
    assertAlmostEquals(quadRanksP(aligned), p, 1e-12);
    assertAlmostEquals(quadRanksP(aligned, 1), pOfOne, 1e-12);
  });
}

Deno.test("quadRanksP() of one quad counts its six labellings, by hand", () => {
  // On lies above off: one labelling in six on either side.
  assertAlmostEquals(quadRanksP(alignQuads(quadsInOrder("ABBA", [1, 3, 4, 2]))), 2 / 6, 1e-12);
  assertAlmostEquals(quadRanksP(alignQuads(quadsInOrder("AB", [1, 3]))), 1, 1e-12);
});

Deno.test("quadRanksP() does not see what differs between quads", () => {
  const values = [1, 3, 4, 2, 5, 4, 3, 7];
  const lifted = values.map((value, place) => place < 4 ? value : value + 1000);
  const p = (of: readonly number[]) => quadRanksP(alignQuads(quadsInOrder("ABBA BAAB", of)));
  assertEquals(p(lifted), p(values));
});

Deno.test("quadRanksP() says 1 where nothing differs and where there is nothing", () => {
  assertEquals(quadRanksP(alignQuads(quadsInOrder("ABBA BAAB", [7, 7, 7, 7, 9, 9, 9, 9]))), 1);
  assertEquals(quadRanksP(alignQuads([])), 1);
});

Deno.test("quadRanksP() takes values for equal that differ by rounding alone", () => {
  const third = 0.1 + 0.2;
  assertEquals(
    quadRanksP(alignQuads(quadsInOrder("ABBA BAAB", [0.3, third, 0.3, third, third, 0.3, 0.3, 0.3]))),
    1,
  );
});

Deno.test("quadRanksP() approximates beyond 50 blocks in each arm what it counts up to there", () => {
  const random = seededRandom(4);
  const values = Array.from(
    { length: 100 },
    (_, place) => random() + (place % 4 === 1 || place % 4 === 2 ? 0.2 : 0),
  );
  const orders = (quads: number) => Array(quads).fill("ABBA").join(" ");
  const exact = quadRanksP(alignQuads(quadsInOrder(orders(25), values)));
  // A quad of equal values adds nothing to either side, and hardly moves the ranks of the others.
  const more = quadRanksP(alignQuads(quadsInOrder(orders(26), [...values, 0, 0, 0, 0])));
  assertAlmostEquals(exact, more, 0.01);
  assert(exact > 0.001 && exact < 0.2, `p ${exact}`);
});

Deno.test("alignQuads() refuses a quad with more blocks of one arm", () => {
  assertThrows(() => alignQuads(quadsInOrder("ABB", [1, 2, 3])), RangeError, "as many blocks");
});

Deno.test("fewestBlocks() is the smallest number with which a claim is possible at all", () => {
  // Three quads have 6³ labellings, four 6⁴; an odd block makes a pair of its own.
  assertAlmostEquals(smallestP(6), 2 / 216, 1e-15);
  assertAlmostEquals(smallestP(12), 2 / 4096, 1e-15);
  assertEquals([1, 2, 3, 5, 6, 17, 32, 33].map((tests) => fewestBlocks(tests)), [5, 6, 6, 6, 7, 8, 8, 9]);
  for (const tests of [1, 3, 17, 60]) {
    const fewest = fewestBlocks(tests);
    assertEquals([smallestP(fewest) * tests <= 0.05, smallestP(fewest - 1) * tests <= 0.05], [true, false]);
  }
});
