import { assertAlmostEquals, assertEquals } from "@std/assert";
import { widthRatio } from "./width_ratio.ts";

Deno.test("widthRatio() is of means, and exact where one is always so many times the other", () => {
  assertEquals(widthRatio([2, 4, 6], [1, 2, 3]), { ratio: 2, error: 0 });
});

Deno.test("widthRatio() has the error of its rounds, by hand", () => {
  // Ratio 1; deviations 1, -1, 1, -1; the square root of 4 over a sum of 8.
  const { ratio, error } = widthRatio([3, 1, 3, 1], [2, 2, 2, 2]);
  assertAlmostEquals(ratio, 1, 1e-12);
  assertAlmostEquals(error, 0.25, 1e-12);
});
