import { assertEquals } from "@std/assert";
import { armEstimate, summarizeArm } from "./arm_summary.ts";

Deno.test("summarizeArm() spans all of six values and less of more", () => {
  assertEquals(summarizeArm([6, 1, 5, 2, 4, 3]), { n: 6, median: 3.5, low: 1, high: 6 });
  // For 9 tosses P(X ≤ 1) = 10/512 = 0.0195: the second value from either end.
  assertEquals(summarizeArm([1, 2, 3, 4, 5, 6, 7, 8, 9]), { n: 9, median: 5, low: 2, high: 8 });
});

Deno.test("summarizeArm() gives no interval to fewer than six values", () => {
  assertEquals(summarizeArm([1, 2, 3, 4, 5]), { n: 5, median: 3, low: null, high: null });
  assertEquals(summarizeArm([4]), { n: 1, median: 4, low: null, high: null });
});

Deno.test("summarizeArm() of nothing has no median", () => {
  assertEquals(summarizeArm([]), { n: 0, median: null, low: null, high: null });
  assertEquals(armEstimate(summarizeArm([])), null);
  assertEquals(armEstimate(summarizeArm([2])), { value: 2, low: null, high: null });
});
