// Noise for made-up measurements: draws that follow the bell curve. No part of the product imports this.
import type { RandomSource } from "../../cost/statistics/seeded_random.ts";

/** A draw from the standard normal distribution. Source: G. Box and M. Muller, Ann. Math. Stat. 29 (1958) 610. */
export function drawNormal(random: RandomSource): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
