import { assertAlmostEquals, assertEquals } from "@std/assert";
import { describeRate, rateOf, spreadOf } from "./attempt_summary.ts";

Deno.test("rateOf() agrees with the worked values of the literature", () => {
  // 81 of 263 is the worked example of Newcombe (1998), method 3: 0.2553 to 0.3662.
  const rate = rateOf(81, 263);
  assertAlmostEquals(rate.low, 0.2553, 5e-5);
  assertAlmostEquals(rate.high, 0.3662, 5e-5);
});

Deno.test("rateOf() of all, none and nothing ends exactly at 1 and 0", () => {
  assertEquals(rateOf(5, 5).high, 1);
  assertAlmostEquals(rateOf(5, 5).low, 5 / 8.841459, 1e-6);
  assertEquals(rateOf(0, 20).low, 0);
  assertEquals(rateOf(0, 0), { passed: 0, total: 0, low: 0, high: 1 });
});

Deno.test("spreadOf() leaves out what is missing", () => {
  assertEquals(spreadOf([]), null);
  assertEquals(spreadOf([null]), null);
  assertEquals(spreadOf([4, null]), { median: 4, p95: 4 });
  const spread = spreadOf([30, 10, 20]);
  assertEquals(spread?.median, 20);
  assertAlmostEquals(spread?.p95 ?? 0, 29, 1e-9);
});

Deno.test("describeRate() names the interval", () => {
  assertEquals(describeRate(rateOf(7, 10)), "7 of 10 attempts passed (95 % interval 40 % to 89 %)");
});
