import { assertAlmostEquals, assertEquals } from "@std/assert";
import { medianEstimate, summarizeArm } from "./arm_summary.ts";

const middle = (values: readonly number[]) => {
  const { n, median, low, high } = summarizeArm(values);
  return { n, median, low, high };
};

Deno.test("summarizeArm() spans all of six values and less of more", () => {
  assertEquals(middle([6, 1, 5, 2, 4, 3]), { n: 6, median: 3.5, low: 1, high: 6 });
  // For 9 tosses P(X ≤ 1) = 10/512 = 0.0195: the second value from either end.
  assertEquals(middle([1, 2, 3, 4, 5, 6, 7, 8, 9]), { n: 9, median: 5, low: 2, high: 8 });
});

Deno.test("summarizeArm() gives no interval to fewer than six values", () => {
  assertEquals(middle([1, 2, 3, 4, 5]), { n: 5, median: 3, low: null, high: null });
  assertEquals(middle([4]), { n: 1, median: 4, low: null, high: null });
});

Deno.test("summarizeArm() of nothing has no median", () => {
  assertEquals(middle([]), { n: 0, median: null, low: null, high: null });
  assertEquals(medianEstimate(summarizeArm([])), null);
  assertEquals(medianEstimate(summarizeArm([2])), { value: 2, low: null, high: null });
});

Deno.test("summarizeArm() gives the mean the interval of an independent implementation", () => {
  // Made once with scipy 1.17.1: stats.t.interval(0.95, 5, loc=mean, scale=std(ddof=1) / sqrt(6)).
  const { mean } = summarizeArm([4.1, 5.2, 6.3, 4.4, 5.9, 7.0]);
  assertAlmostEquals(mean?.value ?? 0, 5.483333333333333, 1e-12);
  assertAlmostEquals(mean?.low ?? 0, 4.304565913632492, 1e-3);
  assertAlmostEquals(mean?.high ?? 0, 6.662100753034175, 1e-3);
  assertEquals(summarizeArm([1, 2, 3]).mean, { value: 2, low: null, high: null });
});

Deno.test("summarizeArm() bounds a 95th percentile only as far as the values reach", () => {
  const counted = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
  // P(X ≤ 9) of 12 trials at 0.95 is 0.0196, P(X ≤ 10) is 0.118: the tenth value. 0.95^71 is 0.026, 0.95^72 0.0249.
  assertEquals([summarizeArm(counted(12)).p95?.low, summarizeArm(counted(12)).p95?.high], [10, null]);
  assertEquals([summarizeArm(counted(71)).p95?.high, summarizeArm(counted(72)).p95?.high], [null, 72]);
  assertEquals(summarizeArm(counted(12)).largest, 12);
});
