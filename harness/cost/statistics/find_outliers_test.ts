import { assertAlmostEquals, assertEquals } from "@std/assert";
import { findOutliers } from "./find_outliers.ts";

Deno.test("findOutliers() remarks on the wild value with its score, by hand", () => {
  // Median 3.5, absolute deviations 2.5 1.5 0.5 0.5 1.5 96.5, MAD 1.5: 0.6745 · 96.5 / 1.5 = 43.39.
  const remarks = findOutliers([1, 2, 3, 4, 5, 100]);
  assertEquals(remarks.map(({ index, value }) => ({ index, value })), [{ index: 5, value: 100 }]);
  assertAlmostEquals(remarks[0]?.modifiedZ ?? 0, 43.392833, 1e-5);
});

Deno.test("findOutliers() remarks on low values too", () => {
  assertEquals(findOutliers([10, 11, 12, 11, 10, -50]).map(({ value }) => value), [-50]);
});

Deno.test("findOutliers() works when most values are equal", () => {
  // MAD 0; mean absolute deviation 90/10 = 9; score 90 / (1.253314 · 9) = 7.98.
  const values = [5, 5, 5, 5, 5, 5, 5, 5, 5, 95];
  assertAlmostEquals(findOutliers(values)[0]?.modifiedZ ?? 0, 7.9788, 1e-3);
});

Deno.test("findOutliers() says nothing on few, none or constant values", () => {
  assertEquals(findOutliers([]), []);
  assertEquals(findOutliers([1]), []);
  assertEquals(findOutliers([1, 1, 900]), []);
  assertEquals(findOutliers([2, 2, 2, 2, 2]), []);
  assertEquals(findOutliers([1, 2, 3, 4, 5, 6]), []);
});
