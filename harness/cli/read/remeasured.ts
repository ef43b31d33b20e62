// The measurement of a stored run, derived again from its samples, beside what was recorded.
import { differences, rederiveMeasurement } from "../../cost/rederive_measurement.ts";
import { readStoredTicks } from "../../cost/sampling/stored_ticks.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { OpenedRun } from "../open_run.ts";

/** What became of it. */
export interface Remeasured {
  /** The events with what it comes to now. */
  readonly events: readonly RunEvent[];
  /** Null where nothing was measured to its end. */
  readonly measuredAgain: {
    readonly ticks: number;
    readonly measurements: number;
    /** What is not as it was recorded; empty when all of it is, to the last digit. */
    readonly different: readonly string[];
    /** Blocks of which too little was kept: they stand as they were recorded. */
    readonly keptBlocks: readonly number[];
  } | null;
}

/** Derives it from `samples.ndjson`. */
export async function remeasured(
  { bundle, record }: Pick<OpenedRun, "bundle" | "record">,
  events: readonly RunEvent[],
): Promise<Remeasured> {
  const { measurement, measurements, blocks } = record;
  const outcome = measurement?.outcome ?? null;
  if (measurement === null || outcome === null) return { events, measuredAgain: null };
  const then = { plan: measurement.plan, blocks, outcome, measurements };
  const now = await rederiveMeasurement(then, readStoredTicks(bundle.samples?.() ?? nothing()));
  const ofIndex = new Map(now.blocks.map((block) => [block.index, block]));
  return {
    events: events.map((event) => {
      if (event.kind === "block-finished") {
        return { ...event, block: ofIndex.get(event.block.index) ?? event.block };
      }
      return event.kind === "measurement-finished"
        ? { ...event, outcome: now.outcome, measurements: [...now.measurements] }
        : event;
    }),
    measuredAgain: {
      ticks: now.ticks,
      measurements: now.measurements.length,
      different: differences(then, now),
      keptBlocks: now.keptBlocks,
    },
  };
}

const MOST_NAMED = 3;

/** In sentences; none where nothing was measured. */
export function describeRemeasured({ measuredAgain }: Remeasured): readonly string[] {
  if (measuredAgain === null) return [];
  const { ticks, measurements, different, keptBlocks } = measuredAgain;
  const named = different.slice(0, MOST_NAMED).join("; ");
  const more = different.length > MOST_NAMED ? `; and ${different.length - MOST_NAMED} more` : "";
  return [
    `${measurements} measurements were derived again from ${ticks} samples: ${
      different.length === 0 ? "all as recorded, to the last digit" : `not as recorded: ${named}${more}`
    }.`,
    ...(keptBlocks.length === 0 ? [] : [
      `${keptBlocks.length} blocks stand as they were recorded: not all of their samples are there, or an earlier version kept less.`,
    ]),
  ];
}

async function* nothing(): AsyncIterable<string> {
  // No samples were kept.
}
