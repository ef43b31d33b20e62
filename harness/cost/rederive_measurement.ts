// A measurement derived again from what was kept of it: ticks give blocks, blocks give measurements, by the functions
// that the run itself used.
import type {
  BlockRecord,
  MeasurementOutcome,
  MeasurementPlan,
  MeasurementRecord,
} from "../model/record/measurement.ts";
import { canonical } from "../model/text/canonical.ts";
import { sampledPart } from "./record_block.ts";
import { BlockUsageTotal } from "./sampling/block_usage.ts";
import type { StoredTick } from "./sampling/stored_ticks.ts";
import { type MeasurementSummary, summarizeMeasurement, toldOf } from "./summarize_measurement.ts";

/** What was recorded. */
export interface RecordedMeasurement {
  readonly plan: MeasurementPlan;
  readonly blocks: readonly BlockRecord[];
  readonly outcome: MeasurementOutcome;
  readonly measurements: readonly MeasurementRecord[];
}

/** What it comes to now. */
export interface RederivedMeasurement extends MeasurementSummary {
  readonly blocks: readonly BlockRecord[];
  readonly ticks: number;
  /** Blocks that could not be derived again: an earlier version kept less of them, or their ticks are missing. */
  readonly keptBlocks: readonly BlockRecord["index"][];
}

/** Derives all of it; memory does not grow with the number of ticks. */
export async function rederiveMeasurement(
  { plan, blocks, outcome }: RecordedMeasurement,
  stored: AsyncIterable<StoredTick>,
): Promise<RederivedMeasurement> {
  const totals = new Map(
    blocks.flatMap(({ index, samples: { intervalMs, cores } }) =>
      intervalMs === null || cores === null
        ? []
        : [[index, new BlockUsageTotal({ intervalMs, cores })] as const]
    ),
  );
  let ticks = 0;
  for await (const { block, tick } of stored) {
    const known = totals.get(block);
    if (known === undefined) continue;
    known.add(tick);
    ticks++;
  }
  const keptBlocks: number[] = [];
  const derived = blocks.map((block): BlockRecord => {
    const usage = totals.get(block.index)?.summarize() ?? null;
    if (usage?.ticks !== block.samples.ticks) {
      keptBlocks.push(block.index);
      return block;
    }
    return { ...block, ...sampledPart(usage, block.repetitionMs) };
  });
  const summary = summarizeMeasurement({ plan, blocks: derived, told: toldOf(outcome, derived) });
  return { ...summary, blocks: derived, ticks, keptBlocks };
}

/** What of it is not as it was recorded, in words; empty when all of it is the same to the last digit. */
export function differences(then: RecordedMeasurement, now: RederivedMeasurement): readonly string[] {
  const blocks = then.blocks.filter((block, place) => !isSame(block, now.blocks[place]));
  const measurements = then.measurements.filter((one, place) => !isSame(one, now.measurements[place]));
  return [
    ...blocks.map(({ index }) => `block ${index}`),
    ...measurements.map(({ workload, metric, process }) =>
      `${metric}${process === null ? "" : ` of ${process}`} under ${workload}`
    ),
    ...(now.measurements.length > then.measurements.length ? ["more measurements than were recorded"] : []),
    ...(isSame(then.outcome, now.outcome) ? [] : ["what was said of the measurement as a whole"]),
  ];
}

function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}
