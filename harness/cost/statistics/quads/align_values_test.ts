import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { drawNormal } from "../../../testing/statistics/draw_normal.ts";
import { quadsInOrder } from "../../../testing/statistics/quads_in_order.ts";
import { seededRandom } from "../seeded_random.ts";
import { alignValues } from "./align_values.ts";
import { layOutQuads } from "./lay_out_quads.ts";

const aligned = (orders: string, values: readonly number[], shift = 0) => {
  const layout = layOutQuads(quadsInOrder(orders, values));
  return [...alignValues(layout, shift)].map((value) => value * layout.tolerance);
};
const SIX = "ABBA BAAB ABBA BAAB ABBA BAAB";

Deno.test("alignValues() takes the shift and the median of each quad out, by hand", () => {
  // Once the shift is out 2, 3, 902, 2 are left, and their median is 2.5.
  const left = aligned("ABBA", [1, 4, 903, 1], 2);
  [-0.5, 0.5, 899.5, -0.5].forEach((right, place) => assertAlmostEquals(left[place] ?? 0, right, 1e-9));
});

Deno.test("alignValues() compares across quads where these are alike, so that a spike costs its own block only", () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 24 }, () => drawNormal(random));
  const lone = aligned(SIX, values);
  const level = (values[0] ?? 0) - (lone[0] ?? 0);
  // The same level is taken out of all.
  lone.forEach((value, place) => assertAlmostEquals((values[place] ?? 0) - value, level, 1e-9));
});

Deno.test("alignValues() takes what quads differ by out where that is more than the spread inside them", () => {
  const random = seededRandom(5);
  const values = Array.from({ length: 24 }, () => drawNormal(random));
  const stepped = values.map((value, place) => value + 1000 * Math.floor(place / 4));
  const spread = Math.max(...aligned(SIX, stepped).map(Math.abs));
  assert(spread < 10, `what is left of steps of 1000: ${spread}`);
});

Deno.test("alignValues() of equal values is nothing", () => {
  assertEquals(aligned(SIX, Array(24).fill(5)).map(Math.abs), Array(24).fill(0));
});
