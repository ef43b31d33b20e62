// The smallest effect that a measurement of this size and noise would have shown four times in five.
import type { LikeArmSpread } from "./quads/like_arm_spread.ts";
import { studentQuantile } from "./student_quantile.ts";

/** Chance to see an effect of the size given. */
const POWER = 0.8;

/** Efficiency of rank methods against the t test under normal noise: 3/π (Hodges and Lehmann 1956). */
const RANK_EFFICIENCY = 3 / Math.PI;

/**
 * Shift that would be seen with a chance of 80 % at the level `alpha`: the t test's formula on the spread between like
 * blocks, made larger by the efficiency of ranks, plus the floor below which nothing counts.
 * Source: G. E. Noether, JASA 82 (1987) 645-647 for rank tests; the floor in front because the effect must exceed it
 * *and* be significant.
 */
export function minimumDetectableEffect(
  { error, differences }: LikeArmSpread,
  { alpha, floor }: { readonly alpha: number; readonly floor: number },
): number {
  const ranked = error / Math.sqrt(RANK_EFFICIENCY);
  const significant = studentQuantile(1 - alpha / 2, differences) * ranked;
  return Math.max(significant, floor) + studentQuantile(POWER, differences) * ranked;
}
