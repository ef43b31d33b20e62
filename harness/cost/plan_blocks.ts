// The order of a measurement, pure: a warm-up, the A/A null, then the arms in turns. A round is one block of every
// workload in one arm: so a workload's blocks are spread over the whole time, and the setting is switched seldom.
import type { BlockRecord, MeasurementPlan } from "../model/record/measurement.ts";

/** One block to measure. */
export interface PlannedBlock {
  readonly index: number;
  readonly phase: BlockRecord["phase"];
  readonly workload: string;
  readonly arm: BlockRecord["arm"];
  readonly half: BlockRecord["half"];
}

/** Phase and arm of a round. */
type Round = Pick<PlannedBlock, "phase" | "arm" | "half">;

/**
 * Rounds in order. The arms come as A B B A A B B A …: with an even number of blocks in each arm, a steady drift of the
 * machine adds the same to both. The null has the same length and order, all of it with behavior monitoring off.
 */
function planRounds(
  { arms, blocksPerArm }: Pick<MeasurementPlan, "arms" | "blocksPerArm">,
): readonly Round[] {
  if (arms === "current") {
    return [
      { phase: "warm-up", arm: "current", half: null },
      ...Array.from(
        { length: blocksPerArm },
        (): Round => ({ phase: "compare", arm: "current", half: null }),
      ),
    ];
  }
  const turns = Array.from({ length: 2 * blocksPerArm }, (_, index) => isSecond(index));
  return [
    { phase: "warm-up", arm: "off", half: null },
    ...turns.map((second): Round => ({ phase: "null", arm: "off", half: second ? "second" : "first" })),
    ...turns.map((second): Round => ({ phase: "compare", arm: second ? "on" : "off", half: null })),
  ];
}

/** All blocks in order. */
export function planBlocks(plan: MeasurementPlan, workloads: readonly string[]): readonly PlannedBlock[] {
  return planRounds(plan)
    .flatMap((round) => workloads.map((workload) => ({ ...round, workload })))
    .map((block, index) => ({ index, ...block }));
}

/** What remains from this block on, in milliseconds: blocks, what surrounds each, and the switches between arms. */
export function remainingMs(
  blocks: readonly PlannedBlock[],
  from: number,
  { blockMs, settleMs, overheadMs }: {
    readonly blockMs: number;
    readonly settleMs: number;
    readonly overheadMs: number;
  },
): number {
  const left = blocks.slice(from);
  const switches = left.filter(({ arm }, index) => index > 0 && arm !== left[index - 1]?.arm).length;
  return left.length * (blockMs + overheadMs) + switches * settleMs;
}

/** A B B A A B B A … */
function isSecond(index: number): boolean {
  return ((index + 1) >> 1) % 2 === 1;
}
