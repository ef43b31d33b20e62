// Which numbers of a block are compared, in which unit, and below which difference nothing counts.
import type { BlockProcess, BlockRecord } from "../model/record/measurement.ts";
import type { Unit } from "../model/text/format_quantity.ts";

/** A number that a block gives for a process. */
export interface ProcessMetric {
  /** `cpu.mean`; the memory metrics carry the name of what was read: `rss.mean`, `footprint.mean`. */
  readonly name: string;
  readonly unit: Unit;
  /** Differences up to this do not count, whatever the test says; null: a share of the values. */
  readonly floor: number | null;
  readonly read: (process: BlockProcess) => number | null;
}

/** Names of the two metrics that belong to a workload and not to a process. */
export const WALL_METRIC = "workload.wall";
/** Agent CPU time for each unit of work. */
export const CPU_PER_WORK_METRIC = "cpu.per-work";
/** These two count from a share of what they are without behavior monitoring. */
export const RELATIVE_FLOOR = 0.02;

/** Metrics of a process. */
export function processMetrics(memory: "rss" | "footprint"): readonly ProcessMetric[] {
  return [
    { name: "cpu.mean", unit: "percent-of-core", floor: 0.5, read: ({ cpuPercent }) => cpuPercent },
    { name: `${memory}.mean`, unit: "bytes", floor: 2e6, read: ({ meanBytes }) => meanBytes },
    { name: `${memory}.peak`, unit: "bytes", floor: 2e6, read: ({ peakBytes }) => peakBytes },
    {
      name: `${memory}.growth`,
      unit: "bytes-per-minute",
      floor: 1e6,
      read: ({ growthBytesPerMinute }) => growthBytesPerMinute,
    },
    {
      name: "instructions.rate",
      unit: "per-second",
      floor: null,
      read: (process) => rate(process, "instructions"),
    },
    { name: "cycles.rate", unit: "per-second", floor: null, read: (process) => rate(process, "cycles") },
    // Nanojoules a second are a millionth of a milliwatt.
    {
      name: "energy.mean",
      unit: "milliwatts",
      floor: null,
      read: (process) => rate(process, "energyNj", 1e-6),
    },
  ];
}

/** A count in each second of the time for which the process was read. */
function rate(
  { cpuMs, cpuPercent, ...counts }: BlockProcess,
  name: "instructions" | "cycles" | "energyNj",
  scale = 1,
): number | null {
  const count = counts[name];
  // Share and CPU time give the time that they are a share of.
  const coveredMs = cpuPercent === null || cpuPercent === 0 ? null : (cpuMs / cpuPercent) * 100;
  return count === null || coveredMs === null ? null : (count * scale) / (coveredMs / 1000);
}

/** What a measurement is made for: the agent's CPU and memory, and how long the workload takes. */
export function isPrimaryMetric(
  { metric, process }: { readonly metric: string; readonly process: string | null },
): boolean {
  return metric === WALL_METRIC || process === "agent" && /^(cpu|rss|footprint)\.mean$/.test(metric);
}

/** How many of these a measurement of such workloads has. Idling takes no time. */
export function primaryMeasurements(workloads: readonly string[]): number {
  return workloads.reduce((sum, workload) => sum + (workload === "idle" ? 2 : 3), 0);
}

/** Whether a metric is a growth over time, which short blocks and short runs say nothing of. */
export function isGrowth(metric: string): boolean {
  return metric.endsWith(".growth");
}

/** Whether a metric is something that a process does, and may still have to do when a block ends. */
export function isWork({ metric }: { readonly metric: string }): boolean {
  return /^(cpu|instructions|cycles|energy)\./.test(metric);
}

/** Agent CPU time for one unit of work, in milliseconds. */
export function cpuPerWorkMs({ agent, work }: BlockRecord): number | null {
  return agent === null || work === null || work.done === 0 ? null : agent.cpuMs / work.done;
}
