import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { drawNormal } from "../../../testing/statistics/draw_normal.ts";
import { QUAD_REFERENCES } from "../../../testing/statistics/quad_references.ts";
import { quadsInOrder } from "../../../testing/statistics/quads_in_order.ts";
import { seededRandom } from "../seeded_random.ts";
import { quadRatio, quadShift } from "./quad_shift.ts";

for (const { name, orders, values, shift: [value, low, high] } of QUAD_REFERENCES) {
  Deno.test(`quadShift() agrees with an independent implementation: ${name}`, () => {
    const shift = quadShift(quadsInOrder(orders, values));
    assertAlmostEquals(shift?.value ?? Number.NaN, value, 2e-7);
    assertAlmostEquals(shift?.low ?? Number.NaN, low, 2e-7);
    assertAlmostEquals(shift?.high ?? Number.NaN, high, 2e-7);
  });
}

Deno.test("quadShift() of constants is their difference, with no width", () => {
  const shift = quadShift(quadsInOrder("ABBA BAAB ABBA", [2, 7, 7, 2, 7, 2, 2, 7, 2, 7, 7, 2]));
  assertEquals([shift?.value, shift?.low, shift?.high], [5, 5, 5]);
  const none = quadShift(quadsInOrder("ABBA BAAB ABBA", Array(12).fill(0)));
  assertEquals(none, { value: 0, low: 0, high: 0, pValue: 1 });
});

Deno.test("quadShift() has no interval where no labelling is rare enough, and no value without quads", () => {
  const few = quadShift(quadsInOrder("ABBA BAAB", [1, 3, 4, 2, 4, 1, 2, 5]));
  assertEquals([few?.low, few?.high], [null, null]);
  assertEquals(quadShift([]), null);
});

Deno.test("quadShift() leaves 0 out of its interval exactly when the test rejects it", () => {
  const random = seededRandom(11);
  let rejected = 0;
  for (let round = 0; round < 300; round++) {
    // Whole numbers: ties, also at 0.
    const values = Array.from(
      { length: 12 },
      (_, place) => Math.round(2 * drawNormal(random) + (place % 4 === 1 || place % 4 === 2 ? 1 : 0)),
    );
    const shift = quadShift(quadsInOrder("ABBA ABBA ABBA", values));
    assert(shift !== null && shift.low !== null && shift.high !== null);
    assertEquals(shift.low > 0 || shift.high < 0, shift.pValue <= 0.05, JSON.stringify(values));
    assert(shift.low <= shift.value && shift.value <= shift.high, JSON.stringify([values, shift]));
    if (shift.pValue <= 0.05) rejected++;
  }
  assert(rejected > 10, `${rejected} of 300 rejected: both sides were met`);
});

Deno.test("quadShift() turned round is its own mirror image", () => {
  const values = [10.2, 12.9, 11.8, 9.7, 14.1, 12.0, 12.6, 13.2, 15.3, 16.9, 18.1, 15.9];
  const [one, other] = ["ABBA BAAB ABBA", "BAAB ABBA BAAB"].map((orders) =>
    quadShift(quadsInOrder(orders, values))
  );
  assertAlmostEquals(one?.low ?? 0, -(other?.high ?? 0), 1e-9);
  assertAlmostEquals(one?.high ?? 0, -(other?.low ?? 0), 1e-9);
});

Deno.test("quadRatio() is exact for a constant factor, and does not exist for values that are not above 0", () => {
  const values = [10, 15, 30, 20, 60, 40, 10, 15, 10, 15, 15, 10];
  const ratio = quadRatio(quadsInOrder("ABBA BAAB ABBA", values));
  assertAlmostEquals(ratio?.value ?? 0, 1.5, 1e-7);
  assertEquals(quadRatio(quadsInOrder("ABBA", [0, 1, 1, 1])), null);
  assertEquals(quadRatio([]), null);
});
