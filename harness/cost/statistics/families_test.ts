import { assertAlmostEquals, assertEquals } from "@std/assert";
import { benjaminiHochberg, holm } from "./families.ts";

// Made once with Python's statsmodels 0.15.0: multipletests(P, method="holm") and method="fdr_bh".
const P = [0.001, 0.012, 0.03, 0.04, 0.2, 0.012, 0.9];
const HOLM = [0.007, 0.072, 0.12, 0.12, 0.4, 0.072, 0.9];
const FDR_BH = [0.007, 0.028, 0.0525, 0.056, 0.23333333333333336, 0.028, 0.9];

Deno.test("holm() agrees with an independent implementation", () => {
  holm(P).forEach((p, place) => assertAlmostEquals(p, HOLM[place] ?? Number.NaN, 1e-12));
});

Deno.test("benjaminiHochberg() agrees with an independent implementation", () => {
  benjaminiHochberg(P).forEach((p, place) => assertAlmostEquals(p, FDR_BH[place] ?? Number.NaN, 1e-12));
});

Deno.test("holm() and benjaminiHochberg() of one are itself, of none none, and never above 1", () => {
  for (const adjust of [holm, benjaminiHochberg]) {
    assertEquals(adjust([0.03]), [0.03]);
    assertEquals(adjust([]), []);
    assertEquals(adjust([0.9, 0.8]).every((p) => p <= 1), true);
  }
});
