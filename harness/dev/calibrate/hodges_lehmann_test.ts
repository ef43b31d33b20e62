import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { outerRanks } from "../../cost/statistics/null_distributions.ts";
import { hodgesLehmannShift, mannWhitneyCdf } from "./hodges_lehmann.ts";

Deno.test("hodgesLehmannShift() is the median of the differences, by hand", () => {
  // Differences: 4-1, 4-2, 4-3, 9-1, 9-2, 9-3 = 3 2 1 8 7 6; sorted 1 2 3 6 7 8; median 4.5.
  assertEquals(hodgesLehmannShift({ reference: [1, 2, 3], other: [4, 9] }), {
    value: 4.5,
    low: null,
    high: null,
  });
});

Deno.test("hodgesLehmannShift() agrees with the worked example of Hollander and Wolfe", () => {
  // Example 4.1 (water transfer through placental membranes): estimate -0.305, and for the 95.2 % interval of
  // 10 and 5 values, the 9th difference from either end: -0.76 to 0.15.
  const atTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const early = [1.15, 0.88, 0.90, 0.74, 1.21];
  const shift = hodgesLehmannShift({ reference: atTerm, other: early, alpha: 0.05 });
  assertAlmostEquals(shift?.value ?? Number.NaN, -0.305, 1e-9);
  assertAlmostEquals(shift?.low ?? Number.NaN, -0.76, 1e-9);
  assertAlmostEquals(shift?.high ?? Number.NaN, 0.15, 1e-9);
});

Deno.test("hodgesLehmannShift() of constants is their difference, with no width", () => {
  const flat = (value: number) => [value, value, value, value, value, value];
  assertEquals(hodgesLehmannShift({ reference: flat(2), other: flat(7) }), { value: 5, low: 5, high: 5 });
  assertEquals(hodgesLehmannShift({ reference: flat(0), other: flat(0) }), { value: 0, low: 0, high: 0 });
});

Deno.test("hodgesLehmannShift() of nothing is null, of one and one has no interval", () => {
  assertEquals(hodgesLehmannShift({ reference: [], other: [1] }), null);
  assertEquals(hodgesLehmannShift({ reference: [1], other: [] }), null);
  assertEquals(hodgesLehmannShift({ reference: [1], other: [3] }), { value: 2, low: null, high: null });
});

Deno.test("hodgesLehmannShift() hardly moves when one value is wild", () => {
  const shift = hodgesLehmannShift({ reference: [1, 2, 3, 4, 5, 6], other: [2, 3, 4, 5, 6, 7000] });
  assertEquals(shift?.value, 1);
});

Deno.test("hodgesLehmannShift() refuses values that are not finite", () => {
  assertThrows(() => hodgesLehmannShift({ reference: [1, NaN], other: [1] }), RangeError, "finite");
});

Deno.test("mannWhitneyCdf() of 2 and 2 is the list written out by hand", () => {
  // The six orders of xxyy give U = 0, 1, 2, 2, 3, 4.
  assertCdf(mannWhitneyCdf(2, 2), [1 / 6, 2 / 6, 4 / 6, 5 / 6, 1]);
  assertCdf(mannWhitneyCdf(1, 3), [1 / 4, 2 / 4, 3 / 4, 1]);
});

Deno.test("mannWhitneyCdf() of 6 and 6 agrees with the printed table", () => {
  const cdf = mannWhitneyCdf(6, 6);
  assertAlmostEquals(cdf[0] ?? 0, 1 / 924, 1e-12);
  // Printed critical value for 6 and 6, two-sided 5 %: U = 5.
  assertAlmostEquals(cdf[5] ?? 0, 19 / 924, 1e-12);
  assertEquals(outerRanks(cdf, 0.05), 6);
});

Deno.test("mannWhitneyCdf() stays a distribution for many blocks", () => {
  const cdf = mannWhitneyCdf(48, 48);
  assertAlmostEquals(cdf.at(-1) ?? 0, 1, 1e-9);
  // Symmetry: P(U ≤ u) + P(U ≤ mn - u - 1) = 1.
  assertAlmostEquals((cdf[1000] ?? 0) + (cdf[48 * 48 - 1001] ?? 0), 1, 1e-9);
  assertEquals(cdf.every((probability) => probability >= 0 && probability <= 1 + 1e-9), true);
});

function assertCdf(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, index) => assertAlmostEquals(actual[index] ?? Number.NaN, value, 1e-12));
}
