import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { highest, lowest, median, p95, quantile } from "./quantile.ts";

Deno.test("median() of no value is null, of one is itself", () => {
  assertEquals(median([]), null);
  assertEquals(p95([]), null);
  assertEquals(median([7]), 7);
  assertEquals(p95([7]), 7);
});

Deno.test("median() does not depend on order and leaves its input alone", () => {
  const values = [9, 1, 5, 3];
  assertEquals(median(values), 4);
  assertEquals(values, [9, 1, 5, 3]);
  assertEquals(median([10, 9, 100]), 10);
});

Deno.test("p95() interpolates between order statistics", () => {
  const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1);
  assertAlmostEquals(p95(oneToHundred) ?? Number.NaN, 95.05, 1e-9);
  assertAlmostEquals(p95([0, 10]) ?? Number.NaN, 9.5, 1e-9);
  assertEquals(p95([4, 4, 4]), 4);
});

Deno.test("quantile() ends at the smallest and the largest value", () => {
  assertEquals(quantile([3, 1, 2], 0), 1);
  assertEquals(quantile([3, 1, 2], 1), 3);
});

Deno.test("quantile() refuses what it cannot place", () => {
  assertThrows(() => quantile([1], 1.1), RangeError, "between 0 and 1");
  assertThrows(() => median([1, Number.NaN]), RangeError, "finite");
});

Deno.test("highest() and lowest() take any number of values, and none", () => {
  const many = Array.from({ length: 500_000 }, (_, at) => at - 7);
  assertEquals([highest(many), lowest(many)], [499_992, -7]);
  assertEquals([highest([]), lowest([])], [-Infinity, Infinity]);
});
