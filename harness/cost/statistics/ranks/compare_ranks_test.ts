import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { compareRanks } from "./compare_ranks.ts";
import { seededRandom } from "../seeded_random.ts";

Deno.test("compareRanks() of fully separate arms is two of all orders", () => {
  assertAlmostEquals(compareRanks([1, 2, 3], [4, 5, 6]), 2 / 20, 1e-12);
  assertAlmostEquals(compareRanks([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]), 2 / 924, 1e-12);
});

Deno.test("compareRanks() counts ties by enumeration, by hand", () => {
  // Values 1 1 | 1 2: mid-ranks 2 2 2 4. Pairs of ranks: sums 4 4 6 4 6 6; centre 5; observed 6. All six lie as far.
  assertAlmostEquals(compareRanks([1, 1], [1, 2]), 1, 1e-12);
  // Values 1 2 2 | 3 3: doubled ranks 2 5 5 9 9; observed 18, centre 12; of ten pairs only 9+9 is 6 away, 2+5 is 5.
  assertAlmostEquals(compareRanks([1, 2, 2], [3, 3]), 1 / 10, 1e-12);
});

Deno.test("compareRanks() sees nothing in equal or missing values", () => {
  assertEquals(compareRanks([5, 5, 5], [5, 5, 5]), 1);
  assertEquals(compareRanks([], [1]), 1);
  assertEquals(compareRanks([1], []), 1);
  assertEquals(compareRanks([1], [2]), 1);
});

Deno.test("compareRanks() is symmetric and does not care about order", () => {
  const first = [3, 1, 4, 1, 5];
  const second = [9, 2, 6, 5, 3];
  assertAlmostEquals(compareRanks(first, second), compareRanks(second, first), 1e-12);
  assertAlmostEquals(compareRanks(first, second), compareRanks(first.toReversed(), second), 1e-12);
});

Deno.test("compareRanks() agrees with a full enumeration on random values with ties", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 20; round++) {
    const values = Array.from({ length: 9 }, () => Math.floor(random() * 6));
    const first = values.slice(0, 4);
    const second = values.slice(4);
    assertLess(Math.abs(compareRanks(first, second) - enumerated(first, second)), 1e-9);
  }
});

function enumerated(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second];
  const rank = (value: number) =>
    all.filter((other) => other < value).length + (all.filter((other) => other === value).length + 1) / 2;
  const centre = (second.length * (all.length + 1)) / 2;
  const observed = Math.abs(second.reduce((sum, value) => sum + rank(value), 0) - centre);
  let total = 0;
  let asFar = 0;
  for (let mask = 0; mask < 1 << all.length; mask++) {
    const chosen = all.filter((_, index) => (mask >> index) & 1);
    if (chosen.length !== second.length) continue;
    total++;
    const sum = chosen.reduce((ranks, value) => ranks + rank(value), 0);
    if (Math.abs(sum - centre) >= observed - 1e-9) asFar++;
  }
  return asFar / total;
}

Deno.test("compareRanks() is exact for a few against many, and near the exact one where it approximates", () => {
  const many = Array.from({ length: 97 }, (_, index) => index);
  // Two of the ways to choose three of a hundred.
  assertAlmostEquals(compareRanks(many, [200, 201, 202]), 2 / 161_700, 1e-12);
  const random = seededRandom(3);
  const draw = (by: number) => Array.from({ length: 24 }, () => Math.round(20 * (random() + by)));
  for (const by of [0, 0.1, 0.3]) {
    const [first, second] = [draw(0), draw(by)];
    const approximate = compareRanks([...first, ...first], [...second, ...second]);
    assertLess(approximate, 1.0001);
    assertLess(Math.abs(Math.log10(approximate) - 2 * Math.log10(compareRanks(first, second))), 1.5);
  }
  assertEquals(compareRanks(many, many.map(() => 500)), 1e-6);
});
