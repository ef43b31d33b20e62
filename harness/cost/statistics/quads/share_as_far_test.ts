import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "../seeded_random.ts";
import { countedShare, enumeratedShare, type HalfSums, normalShare } from "./share_as_far.ts";

const quad = [3, 4, 5, 5, 6, 7];

Deno.test("all labellings are counted, by hand", () => {
  for (const share of [enumeratedShare, countedShare]) {
    assertAlmostEquals(share([quad], 7), 2 / 6, 1e-12);
    assertAlmostEquals(share([quad], 6), 4 / 6, 1e-12);
    assertEquals(share([quad], 5), 1);
    // Two groups: 7 + 2 alone lies as far as 9 above 7, and 3 + 1 below.
    assertAlmostEquals(share([quad, [1, 2]], 9), 2 / 12, 1e-12);
    assertEquals(share([], 0), 1);
  }
});

Deno.test("counting and writing out agree, on both sides of the middle", () => {
  const random = seededRandom(2);
  for (let round = 0; round < 50; round++) {
    const groups: HalfSums = Array.from({ length: 1 + round % 6 }, () => {
      const [a, b, c, d] = Array.from({ length: 4 }, () => Math.floor(20 * random()));
      assert(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
      return [a + b, a + c, a + d, b + c, b + d, c + d].sort((one, other) => one - other);
    });
    const observed = groups.reduce((sum, group) => sum + (group[Math.floor(6 * random())] ?? 0), 0);
    assertAlmostEquals(countedShare(groups, observed), enumeratedShare(groups, observed), 1e-12);
  }
});

Deno.test("counting loses nothing at fifty groups of two: the smallest share is two of 2^50", () => {
  const groups = Array.from({ length: 50 }, (_, place) => [2 * place, 2 * place + 4]);
  const least = groups.reduce((sum, [first]) => sum + (first ?? 0), 0);
  assertEquals(countedShare(groups, least), 2 ** -49);
  // One of the fifty turned round: fifty-one labellings on either side.
  assertAlmostEquals(countedShare(groups, least + 4) / (51 * 2 ** -49), 1, 1e-12);
});

Deno.test("normalShare() comes near the count, and never below one in a million", () => {
  const groups = Array.from({ length: 60 }, (_, place) => [0, 2 * place + 2]);
  const observed = groups.reduce((sum, [, most], place) => place % 3 === 0 ? sum : sum + (most ?? 0), 0);
  assertAlmostEquals(normalShare(groups, observed), countedShare(groups, observed), 1e-3);
  assertEquals(normalShare(groups, 0), 1e-6);
  assertEquals(normalShare([[1, 1]], 1), 1);
});
