// The order of a measurement, pure: a warm-up, then quads of rounds, A B B A or B A A B as the seed draws. A round is one
// block of every workload in one arm: so a workload's blocks are spread over the whole time, and the setting is switched
// seldom.
import type { BlockRecord, MeasurementPlan } from "../model/record/measurement.ts";
import { type RandomSource, seededRandom } from "./statistics/seeded_random.ts";

/** One block to measure. */
export interface PlannedBlock {
  readonly index: number;
  readonly phase: BlockRecord["phase"];
  readonly workload: string;
  readonly arm: BlockRecord["arm"];
  readonly half: BlockRecord["half"];
  readonly quad: number | null;
}

/** What of a plan the order follows from. */
type PlannedOrder = Pick<MeasurementPlan, "arms" | "blocksPerArm" | "seed" | "nullStretch">;

/** What a round has in common. */
type Round = Pick<PlannedBlock, "phase" | "arm" | "half" | "quad">;

/**
 * Rounds in order. Within a quad both arms have the same mean place, so that a steady drift of the machine adds the same
 * to both; an odd number of blocks ends with a pair. With an A/A stretch, a quad in which behavior monitoring stays off
 * follows each quad of the comparison.
 */
function planRounds(
  { arms, blocksPerArm, seed, nullStretch = false }: PlannedOrder,
): readonly Round[] {
  if (arms === "current") {
    const round: Round = { phase: "compare", arm: "current", half: null, quad: null };
    return [{ ...round, phase: "warm-up" }, ...Array.from({ length: blocksPerArm }, () => round)];
  }
  const random = seededRandom(seed);
  return [
    // With protection: so it is off for less than half of the time.
    { phase: "warm-up", arm: "on", half: null, quad: null },
    ...Array.from({ length: Math.ceil(blocksPerArm / 2) }, (_, quad) => {
      const size = Math.min(4, 2 * blocksPerArm - 4 * quad);
      const compared = drawOrder(random, size).map((isOn): Round => (
        { phase: "compare", arm: isOn ? "on" : "off", half: null, quad }
      ));
      const alike = nullStretch ? drawOrder(random, size) : [];
      return [
        ...compared,
        ...alike.map((isSecond): Round => (
          { phase: "null", arm: "off", half: isSecond ? "second" : "first", quad }
        )),
      ];
    }).flat(),
  ];
}

/** A B B A or B A A B; of a pair A B or B A. */
function drawOrder(random: RandomSource, size: number): readonly boolean[] {
  const startsOn = random() < 0.5;
  return [startsOn, !startsOn, !startsOn, startsOn].slice(0, size);
}

/** All blocks in order. */
export function planBlocks(plan: PlannedOrder, workloads: readonly string[]): readonly PlannedBlock[] {
  return planRounds(plan)
    .flatMap((round) => workloads.map((workload) => ({ ...round, workload })))
    .map((block, index) => ({ index, ...block }));
}
