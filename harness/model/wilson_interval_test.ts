import { assertAlmostEquals, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { wilsonInterval } from "./wilson_interval.ts";

Deno.test("wilsonInterval() agrees with the worked values of the literature", () => {
  // 81 of 263 is the worked example of Newcombe (1998), method 3: 0.2553 to 0.3662.
  const newcombe = wilsonInterval({ passed: 81, total: 263 });
  assertAlmostEquals(newcombe.low, 0.2553, 5e-5);
  assertAlmostEquals(newcombe.high, 0.3662, 5e-5);
  const few = wilsonInterval({ passed: 15, total: 148 });
  assertAlmostEquals(few.low, 0.0624, 5e-5);
  assertAlmostEquals(few.high, 0.1605, 5e-5);
});

Deno.test("wilsonInterval() of all or none ends exactly at 1 or 0", () => {
  const all = wilsonInterval({ passed: 5, total: 5 });
  assertEquals(all.high, 1);
  // By hand: low = n / (n + z²) = 5 / (5 + 3.8415).
  assertAlmostEquals(all.low, 5 / 8.841459, 1e-6);
  const none = wilsonInterval({ passed: 0, total: 20 });
  assertEquals(none.low, 0);
  assertAlmostEquals(none.high, 0.1611, 5e-5);
});

Deno.test("wilsonInterval() of nothing is everything", () => {
  assertEquals(wilsonInterval({ passed: 0, total: 0 }), { low: 0, high: 1 });
});

Deno.test("wilsonInterval() widens with the confidence", () => {
  const narrow = wilsonInterval({ passed: 3, total: 6, confidence: 0.9 });
  const wide = wilsonInterval({ passed: 3, total: 6, confidence: 0.99 });
  assertGreater(wide.high - wide.low, narrow.high - narrow.low);
});

Deno.test("wilsonInterval() refuses what is no count", () => {
  for (const [passed, total] of [[-1, 2], [3, 2], [0.5, 2], [Number.NaN, 1], [1, Infinity]] as const) {
    assertThrows(() => wilsonInterval({ passed, total }), RangeError, "Cannot take a share");
  }
});
