import { assertAlmostEquals, assertLess } from "@std/assert";
import { studentQuantile } from "./student_quantile.ts";

Deno.test("studentQuantile() is as close to the printed table as it says", () => {
  const table = [
    [0.975, 2, 4.302653, 0.008],
    [0.975, 4, 2.776445, 0.0004],
    [0.975, 6, 2.446912, 0.00005],
    [0.975, 10, 2.228139, 0.00005],
    [0.975, 30, 2.042272, 0.00005],
    [0.8, 2, 1.06066, 0.008],
    [0.8, 6, 0.905703, 0.00005],
    [0.8, 10, 0.879058, 0.00005],
  ] as const;
  for (const [probability, freedom, value, error] of table) {
    const off = Math.abs(studentQuantile(probability, freedom) / value - 1);
    assertLess(off, error, `${probability} at ${freedom} degrees of freedom`);
  }
});

Deno.test("studentQuantile() is symmetric", () => {
  assertAlmostEquals(studentQuantile(0.2, 5), -studentQuantile(0.8, 5), 1e-9);
});
