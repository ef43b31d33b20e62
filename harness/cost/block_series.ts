// The numbers of a workload's blocks, one series for each metric of each process.
import type { BlockRecord } from "../model/record/measurement.ts";
import type { Unit } from "../model/text/format_quantity.ts";
import { OWN_QUESTIONS } from "./sampling/agent_processes.ts";
import { CPU_PER_WORK_METRIC, cpuPerWorkMs, processMetrics, WALL_METRIC } from "./metrics.ts";

/** One number for each block it could be read in. */
export interface BlockSeries {
  readonly metric: string;
  readonly process: string | null;
  readonly unit: Unit;
  /** Null: a share of the values with behavior monitoring off. */
  readonly floor: number | null;
  readonly values: ReadonlyMap<BlockRecord, number>;
}

/** All series of blocks of one workload; one that could not be read anywhere is empty. */
export function seriesOf(
  blocks: readonly BlockRecord[],
  memory: "rss" | "footprint",
): readonly BlockSeries[] {
  const labels = [...new Set(blocks.flatMap(({ processes }) => processes.map(({ process }) => process)))]
    .filter((label) => label !== OWN_QUESTIONS).sort();
  const find = (block: BlockRecord, label: string) =>
    label === "agent" ? block.agent : block.processes.find(({ process }) => process === label) ?? null;
  const ofProcesses = ["agent", ...labels].flatMap((label) =>
    processMetrics(memory).map(({ name, unit, floor, read }): BlockSeries => ({
      metric: name,
      process: label,
      unit,
      floor,
      values: collect(blocks, (block) => {
        const process = find(block, label);
        return process === null ? null : read(process);
      }),
    }))
  );
  const relative = { unit: "ms", floor: null } as const;
  return [
    { metric: WALL_METRIC, process: null, ...relative, values: collect(blocks, ({ wallMs }) => wallMs) },
    { metric: CPU_PER_WORK_METRIC, process: "agent", ...relative, values: collect(blocks, cpuPerWorkMs) },
    ...ofProcesses,
  ];
}

function collect(
  blocks: readonly BlockRecord[],
  read: (block: BlockRecord) => number | null,
): ReadonlyMap<BlockRecord, number> {
  return new Map(blocks.flatMap((block) => {
    const value = read(block);
    // A division by nothing is no reading, and no arithmetic on ranks survives it.
    return value === null || !Number.isFinite(value) ? [] : [[block, value] as const];
  }));
}
