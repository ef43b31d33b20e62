import { assertEquals, assertThrows } from "@std/assert";
import { quadsInOrder } from "../../../testing/statistics/quads_in_order.ts";
import { layOutQuads } from "./lay_out_quads.ts";

Deno.test("layOutQuads() lets labels change within quads, and from twelve blocks an arm on between neighbours", () => {
  const sizes = (orders: string) =>
    layOutQuads(quadsInOrder(orders, Array(orders.length).fill(1)))
      .groups.map(({ start, end }) => end - start);
  assertEquals(sizes("ABBA BAAB AB"), [4, 4, 2]);
  assertEquals(sizes("ABBA BAAB ABBA BAAB ABBA BAAB AB"), Array(13).fill(2));
  // An order whose neighbours are of the same arm stays whole.
  assertEquals(sizes("AABB BAAB ABBA BAAB ABBA BAAB"), [4, ...Array(10).fill(2)]);
});

Deno.test("layOutQuads() refuses a quad with more blocks of one arm", () => {
  assertThrows(() => layOutQuads(quadsInOrder("ABB", [1, 2, 3])), RangeError, "as many blocks");
});
