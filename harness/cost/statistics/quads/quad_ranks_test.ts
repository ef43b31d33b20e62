import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { QUAD_REFERENCES } from "../../../testing/statistics/quad_references.ts";
import { quadsInOrder } from "../../../testing/statistics/quads_in_order.ts";
import { seededRandom } from "../seeded_random.ts";
import { layOutQuads } from "./lay_out_quads.ts";
import { quadRanksLean, quadRanksP } from "./quad_ranks.ts";

for (const { name, orders, values, p, pOfOne } of QUAD_REFERENCES) {
  Deno.test(`quadRanksP() agrees with an independent implementation: ${name}`, () => {
    const layout = layOutQuads(quadsInOrder(orders, values));
    // The error function of the normal approximation has seven digits.
    const tolerance = values.length > 100 ? 2e-7 : 1e-12;
    assertAlmostEquals(quadRanksP(layout), p, tolerance);
    assertAlmostEquals(quadRanksP(layout, 1), pOfOne, tolerance);
  });
}

const pOf = (orders: string, values: readonly number[]) =>
  quadRanksP(layOutQuads(quadsInOrder(orders, values)));

Deno.test("quadRanksP() of one quad counts its six labellings, by hand", () => {
  // On lies above off: one labelling in six on either side.
  assertAlmostEquals(pOf("ABBA", [1, 3, 4, 2]), 2 / 6, 1e-12);
  assertAlmostEquals(pOf("AB", [1, 3]), 1, 1e-12);
});

Deno.test("quadRanksP() does not see what differs between quads", () => {
  const values = [1, 3, 4, 2, 5, 4, 3, 7];
  const lifted = values.map((value, place) => place < 4 ? value : value + 1000);
  assertEquals(pOf("ABBA BAAB", lifted), pOf("ABBA BAAB", values));
});

Deno.test("quadRanksP() says 1 where nothing differs and where there is nothing", () => {
  assertEquals(pOf("ABBA BAAB", [7, 7, 7, 7, 9, 9, 9, 9]), 1);
  assertEquals(pOf(Array(8).fill("ABBA").join(" "), Array(32).fill(7)), 1);
  assertEquals(quadRanksP(layOutQuads([])), 1);
});

Deno.test("quadRanksP() takes values for equal that differ by rounding alone", () => {
  const third = 0.1 + 0.2;
  assertEquals(pOf("ABBA BAAB", [0.3, third, 0.3, third, third, 0.3, 0.3, 0.3]), 1);
});

Deno.test("quadRanksP() approximates beyond 50 blocks in each arm what it counts up to there", () => {
  const random = seededRandom(4);
  const values = Array.from(
    { length: 100 },
    (_, place) => random() + (place % 4 === 1 || place % 4 === 2 ? 0.2 : 0),
  );
  const orders = (quads: number) => Array(quads).fill("ABBA").join(" ");
  const exact = pOf(orders(25), values);
  // A quad of equal values adds nothing to either side, and hardly moves the ranks of the others.
  const more = pOf(orders(26), [...values, 0.6, 0.6, 0.6, 0.6]);
  assertAlmostEquals(exact, more, 0.02);
  assert(exact > 1e-6 && exact < 0.5, `p ${exact}`);
});

Deno.test("quadRanksLean() says to which side a shift leaves the arms", () => {
  const layout = layOutQuads(quadsInOrder("ABBA BAAB", [1, 3, 4, 2, 5, 2, 1, 6]));
  assert(quadRanksLean(layout, 0) > 0);
  assert(quadRanksLean(layout, 10) < 0);
});

/** Made-up values of so many quads A B B A, in tenths: the same in any language. */
function inTenths(quads: number): readonly number[] {
  return Array.from({ length: 4 * quads }, (_, place) => {
    const isOn = place % 4 === 1 || place % 4 === 2;
    return ((place * 7919) % 1009 + (isOn ? 45 : 0)) / 10 + Math.floor(place / 4) % 17;
  });
}

// Python 3, values as `fractions.Fraction`, aligned and ranked as quad_references.ts says, `math.erfc`.
Deno.test("quadRanksP() loses nothing at 100 and at 200 blocks in each arm, the most that are asked for", () => {
  const cases = [
    [50, [0.25813409060729897, 0.38007548048531525]],
    [100, [0.06147970920233564, 0.12872320589299802]],
  ] as const;
  for (const [quads, expected] of cases) {
    const layout = layOutQuads(quadsInOrder(Array(quads).fill("ABBA").join(" "), inTenths(quads)));
    expected.forEach((p, shift) => assertAlmostEquals(quadRanksP(layout, shift), p, 2e-7));
  }
});
