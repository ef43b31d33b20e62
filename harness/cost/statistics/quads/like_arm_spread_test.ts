import { assertAlmostEquals, assertEquals } from "@std/assert";
import { quadsInOrder } from "../../../testing/statistics/quads_in_order.ts";
import { likeArmSpread } from "./like_arm_spread.ts";

Deno.test("likeArmSpread() is that of blocks of the same arm, by hand", () => {
  // Differences 2, 0, 2, 0: their mean square is 2, and with four blocks in each arm the error √(2/4).
  const spread = likeArmSpread(quadsInOrder("ABBA BAAB", [1, 50, 50, 3, 50, 2, 4, 50]), { alpha: 0.05 });
  assertAlmostEquals(spread?.error ?? 0, Math.sqrt(0.5), 1e-12);
  assertEquals(spread?.differences, 4);
  // Student's t at 97.5 % with four degrees of freedom is 2.776.
  assertAlmostEquals(spread?.shift ?? 0, 2.776 * Math.sqrt(0.5), 0.01);
});

Deno.test("likeArmSpread() learns from an A/A stretch too, and is unknown from too little", () => {
  const pair = quadsInOrder("AB", [1, 2]);
  assertEquals(likeArmSpread(pair, { alpha: 0.05 }), null);
  assertEquals(likeArmSpread([], { alpha: 0.05 }), null);
  const nulls = quadsInOrder("ABBA", [1, 1, 1, 1]);
  assertEquals(likeArmSpread(pair, { alpha: 0.05, nulls })?.differences, 2);
});
