import { assertEquals } from "@std/assert";
import { quadsInOrder } from "../../testing/statistics/quads_in_order.ts";
import { compareArms } from "./compare_arms.ts";

Deno.test("compareArms() gives both arms, their shift and what chance does", () => {
  const values = [10, 30, 31, 11, 31, 10, 11, 30, 10, 30, 31, 11];
  const comparison = compareArms(quadsInOrder("ABBA BAAB ABBA", values), { floor: 0.5 });
  assertEquals([comparison.off.median, comparison.on.median, comparison.shift?.value], [10.5, 30.5, 20]);
  assertEquals([comparison.off.n, comparison.on.n, comparison.floor], [6, 6, 0.5]);
  assertEquals(comparison.pValue, 2 / 216);
  assertEquals((comparison.nullSpread ?? 9) < 1.5 && (comparison.minimumDetectable ?? 0) > 0.5, true);
});

Deno.test("compareArms() of nothing knows nothing", () => {
  const { shift, ratio, pValue, nullSpread, minimumDetectable, off } = compareArms([], { floor: 0 });
  assertEquals([shift, ratio, pValue, nullSpread, minimumDetectable, off.n], [
    null,
    null,
    null,
    null,
    null,
    0,
  ]);
});
