import { assertAlmostEquals, assertEquals } from "@std/assert";
import { compareShares } from "./compare_shares.ts";

Deno.test("compareShares() is the tail of the hypergeometric distribution, by hand", () => {
  // Of eight cups four with milk first: all four guessed wrong in 1 of 70 ways, at most one right in 17 of 70.
  assertAlmostEquals(compareShares({ passed: 4, total: 4 }, { passed: 0, total: 4 }), 1 / 70, 1e-12);
  assertAlmostEquals(compareShares({ passed: 3, total: 4 }, { passed: 1, total: 4 }), 17 / 70, 1e-12);
});

Deno.test("compareShares() sees no fall where nothing failed or nothing ran", () => {
  assertEquals(compareShares({ passed: 5, total: 5 }, { passed: 5, total: 5 }), 1);
  assertAlmostEquals(compareShares({ passed: 3, total: 9 }, { passed: 4, total: 4 }), 1, 1e-12);
  assertAlmostEquals(compareShares({ passed: 0, total: 0 }, { passed: 0, total: 3 }), 1, 1e-12);
});
