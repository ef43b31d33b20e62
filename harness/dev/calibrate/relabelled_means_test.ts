import { assertAlmostEquals, assertEquals } from "@std/assert";
import { quadsInOrder } from "../../testing/statistics/quads_in_order.ts";
import { relabelledMeans } from "./relabelled_means.ts";

Deno.test("relabelledMeans() leaves out what only ten of 216 labellings reach", () => {
  const quads = quadsInOrder("ABBA BAAB ABBA", [1, 5, 6, 2, 8, 3, 2, 9, 4, 8, 9, 3]);
  const { low, high } = relabelledMeans(quads);
  // Differences within quads are 4, 6, 5 on the average.
  assertEquals([low < 5, high > 5, low > 3, high < 7], [true, true, true, true]);
  const more = relabelledMeans(quads.map((quad) => quad.map((one) => ({ ...one, value: 2 * one.value }))));
  assertAlmostEquals(more.low, 2 * low, 1e-6);
});

Deno.test("relabelledMeans() of too few quads has no ends", () => {
  assertEquals(relabelledMeans(quadsInOrder("ABBA", [1, 2, 3, 1])), { low: -Infinity, high: Infinity });
});
