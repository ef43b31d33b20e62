import { assert, assertEquals, assertGreater } from "@std/assert";
import { drawNormal } from "../../testing/statistics/draw_normal.ts";
import { quadsInOrder } from "../../testing/statistics/quads_in_order.ts";
import { minimumDetectableEffect } from "./minimum_detectable_effect.ts";
import { quadShift } from "./quads/quad_shift.ts";
import { seededRandom } from "./seeded_random.ts";

Deno.test("minimumDetectableEffect() of a perfectly quiet measurement is the floor", () => {
  const quiet = { error: 0, differences: 6, shift: 0 };
  assertEquals(minimumDetectableEffect(quiet, { alpha: 0.05, floor: 0.5 }), 0.5);
});

Deno.test("minimumDetectableEffect() is larger where more is judged together", () => {
  const spread = { error: 1, differences: 12, shift: 2 };
  const alone = minimumDetectableEffect(spread, { alpha: 0.05, floor: 0 });
  assertGreater(minimumDetectableEffect(spread, { alpha: 0.05 / 17, floor: 0 }), alone);
});

Deno.test("minimumDetectableEffect() is an effect that is seen about four times in five", () => {
  const random = seededRandom(21);
  // Noise of deviation 1 and twelve blocks in each arm: the true error in place of an estimate.
  const spread = { error: Math.sqrt(2 / 12), differences: 24, shift: 0 };
  const effect = minimumDetectableEffect(spread, { alpha: 0.05, floor: 0 });
  let seen = 0;
  for (let round = 0; round < 400; round++) {
    const values = Array.from(
      { length: 24 },
      (_, place) => (place % 4 === 1 || place % 4 === 2 ? effect : 0) + drawNormal(random),
    );
    if ((quadShift(quadsInOrder(Array(6).fill("ABBA").join(" "), values))?.pValue ?? 1) <= 0.05) seen++;
  }
  assertGreater(seen / 400, 0.7);
  assert(seen / 400 < 0.9, `seen ${seen} of 400`);
});
