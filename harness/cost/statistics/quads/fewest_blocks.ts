// How many blocks a claim takes at least. Pure counting of labellings.
import { EXACT_UP_TO, NEIGHBOURS_FROM } from "./quad.ts";
import { SMALLEST_NORMAL_P } from "./share_as_far.ts";

/** The smallest p-value that so many blocks in each arm, measured in quads and a last pair, can have. */
export function smallestP(perArm: number): number {
  if (perArm > EXACT_UP_TO) return SMALLEST_NORMAL_P;
  const labellings = perArm >= NEIGHBOURS_FROM
    ? 2 ** perArm
    : 6 ** Math.floor(perArm / 2) * 2 ** (perArm % 2);
  return Math.min(1, 2 / labellings);
}

/** The fewest blocks in each arm with which one of so many measurements, judged together after Holm, can be claimed. */
export function fewestBlocks(measurements: number, alpha = 0.05): number {
  let perArm = 2;
  while (smallestP(perArm) * measurements > alpha && perArm < EXACT_UP_TO) perArm++;
  return perArm;
}
