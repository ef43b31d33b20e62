// Ticks as a measurement keeps them, one line each with the block that it belongs to; read again as they were.
import type { BlockRecord } from "../../model/record/measurement.ts";
import { linesOf } from "../../model/text/lines_of.ts";
import type { PlannedBlock } from "../plan_blocks.ts";
import { parseSamplerLine, type SampleTick } from "./sampler_line.ts";

/** A tick of a block. */
export interface StoredTick {
  readonly block: BlockRecord["index"];
  readonly tick: SampleTick;
}

/** The line of a tick, with its end. */
export function storeTick(
  { index, phase, workload, arm }: Pick<PlannedBlock, "index" | "phase" | "workload" | "arm">,
  { kind: _, ...tick }: SampleTick,
): string {
  return `${JSON.stringify({ block: index, phase, workload, arm, ...tick })}\n`;
}

/** All ticks in order; what is no such line (a last one that was cut) is passed over. */
export async function* readStoredTicks(pieces: AsyncIterable<string>): AsyncIterable<StoredTick> {
  for await (const line of linesOf(pieces)) {
    const start = /^\{"block":(\d+),/.exec(line);
    if (start === null) continue;
    const tick = parseSamplerLine(`{"kind":"tick",${line.slice(1)}`);
    if (tick?.kind === "tick") yield { block: Number(start[1]), tick };
  }
}
