import { assertAlmostEquals, assertEquals } from "@std/assert";
import { binomialCdf, discordantPairsCdf, outerRanks } from "./null_distributions.ts";

Deno.test("discordantPairsCdf() of three values is the list written out by hand", () => {
  // The six orders of 123 have 0, 1, 1, 2, 2, 3 pairs the wrong way round.
  assertCdf(discordantPairsCdf(3), [1 / 6, 3 / 6, 5 / 6, 1]);
});

Deno.test("binomialCdf() of a fair coin is the row of the triangle", () => {
  assertCdf(binomialCdf(4, 0.5), [1 / 16, 5 / 16, 11 / 16, 15 / 16, 1]);
});

Deno.test("outerRanks() is 0 when there are too few values for the confidence", () => {
  assertEquals(outerRanks(discordantPairsCdf(3), 0.05), 0);
  assertEquals(outerRanks(discordantPairsCdf(5), 0.05), 1);
  assertEquals(outerRanks(binomialCdf(5, 0.5), 0.05), 0);
  assertEquals(outerRanks(binomialCdf(6, 0.5), 0.05), 1);
});

function assertCdf(actual: readonly number[], expected: readonly number[]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, index) => assertAlmostEquals(actual[index] ?? Number.NaN, value, 1e-12));
}
