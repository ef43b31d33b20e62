import { assert, assertEquals, assertGreater } from "@std/assert";
import { compareRanks } from "./compare_ranks.ts";
import { minimumDetectableEffect } from "./minimum_detectable_effect.ts";
import { drawNormal } from "../../testing/draw_normal.ts";
import { seededRandom } from "./seeded_random.ts";
import { studentQuantile } from "./student_quantile.ts";

Deno.test("minimumDetectableEffect() of a perfectly quiet measurement is the floor", () => {
  const quiet = [2, 2, 2, 2, 2, 2];
  const limits = { reference: quiet, other: quiet, alpha: 0.05, nullSpread: 0 };
  assertEquals(minimumDetectableEffect({ ...limits, floor: 0.5 }), 0.5);
  assertEquals(minimumDetectableEffect({ ...limits, floor: 0.5, nullSpread: 3 }), 3);
});

Deno.test("minimumDetectableEffect() is unknown with one block", () => {
  const limits = { alpha: 0.05, floor: 1, nullSpread: null };
  assertEquals(minimumDetectableEffect({ reference: [1], other: [1, 2], ...limits }), null);
  assertEquals(minimumDetectableEffect({ reference: [], other: [], ...limits }), null);
});

Deno.test("minimumDetectableEffect() is an effect that is seen about four times in five", () => {
  const random = seededRandom(21);
  const draw = (shift: number) => Array.from({ length: 6 }, () => shift + drawNormal(random));
  // Noise of deviation 1 and six blocks: the formula's effect with the true deviation in place of an estimate.
  const effect = (studentQuantile(0.975, 10) + studentQuantile(0.8, 10)) * Math.sqrt(Math.PI / 9);
  let seen = 0;
  for (let round = 0; round < 400; round++) {
    if (compareRanks(draw(0), draw(effect)) < 0.05) seen++;
  }
  assertGreater(seen / 400, 0.72);
  assert(seen / 400 < 0.9, `seen ${seen} of 400`);
});
