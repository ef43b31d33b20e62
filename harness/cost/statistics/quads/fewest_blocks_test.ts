import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fewestBlocks, smallestP } from "./fewest_blocks.ts";

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
