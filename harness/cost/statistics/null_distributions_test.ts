import { assertAlmostEquals, assertEquals } from "@std/assert";
import { discordantPairsCdf, fairCoinCdf, mannWhitneyCdf, outerRanks } from "./null_distributions.ts";

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

Deno.test("discordantPairsCdf() of three values is the list written out by hand", () => {
  // The six orders of 123 have 0, 1, 1, 2, 2, 3 pairs the wrong way round.
  assertCdf(discordantPairsCdf(3), [1 / 6, 3 / 6, 5 / 6, 1]);
});

Deno.test("fairCoinCdf() is the row of the triangle", () => {
  assertCdf(fairCoinCdf(4), [1 / 16, 5 / 16, 11 / 16, 15 / 16, 1]);
});

Deno.test("outerRanks() is 0 when there are too few values for the confidence", () => {
  assertEquals(outerRanks(mannWhitneyCdf(3, 3), 0.05), 0);
  assertEquals(outerRanks(mannWhitneyCdf(4, 4), 0.05), 1);
  assertEquals(outerRanks(fairCoinCdf(5), 0.05), 0);
  assertEquals(outerRanks(fairCoinCdf(6), 0.05), 1);
});

function assertCdf(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, index) => assertAlmostEquals(actual[index] ?? Number.NaN, value, 1e-12));
}
