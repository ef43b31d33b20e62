// From what was sampled and asked around a block to its record.
import { mean } from "simple-statistics";
import type { BlockProcess, BlockRecord } from "../model/record/measurement.ts";
import type { BlockUsage, ProcessBlockUsage } from "./sampling/block_usage.ts";
import type { DifferenceLimits } from "./sampling/difference_ticks.ts";
import type { MachineState } from "./sampling/machine_state.ts";
import { formatQuantity } from "../model/text/format_quantity.ts";
import { theilSenSlope, thinOut } from "./statistics/theil_sen.ts";
import type { PlannedBlock } from "./plan_blocks.ts";

/** What a block consisted of. */
export interface MeasuredBlock {
  readonly planned: PlannedBlock;
  readonly startedAt: string;
  readonly durationMs: number;
  /** Times of the repetitions of the workload; empty for `idle`. */
  readonly repetitionMs: readonly number[];
  readonly work: BlockRecord["work"];
  readonly usage: BlockUsage;
  /** What the ticks behind `usage` were added up by. */
  readonly limits: DifferenceLimits;
  /** How long the machine slept since the block before. */
  readonly sleptMs: number;
  /** Whether the agent was at rest at the end of it; null where that is not known. */
  readonly atRest: boolean | null;
  readonly machine: MachineState;
  readonly machineBefore: MachineState;
  readonly counters: BlockRecord["counters"];
  readonly behaviorCounters: BlockRecord["behaviorCounters"];
  readonly problem: string | null;
}

/** A slope over fewer points of memory is not worth telling. */
const FEWEST_POINTS = 5;
/** Slopes are taken over at most this many points: their number grows with the square. */
const MOST_POINTS = 60;
/** A block with a longer pause in its readings is left out: what happened in it is not known. */
const LONGEST_GAP_SHARE = 0.5;

/** What of a block comes from its samples alone. */
type SampledPart = Pick<BlockRecord, "wallMs" | "processes" | "agent" | "remarks">;

/** Derives it; the same ticks and repetitions give the same numbers at any time. */
export function sampledPart(usage: BlockUsage, repetitionMs: readonly number[]): SampledPart {
  return {
    wallMs: repetitionMs.length === 0 ? null : mean([...repetitionMs]),
    processes: usage.processes.map(recordProcess),
    agent: usage.agent === null ? null : recordProcess(usage.agent),
    remarks: remarks(usage),
  };
}

/** The record of a block. Why it cannot be used, if it cannot, stands in `problem`. */
export function recordBlock(block: MeasuredBlock): BlockRecord {
  const { planned, usage, repetitionMs, machine, sleptMs, atRest, limits } = block;
  const problem = block.problem ?? sleepProblem(sleptMs) ?? samplingProblem(usage);
  return {
    ...planned,
    startedAt: block.startedAt,
    durationMs: block.durationMs,
    repetitions: repetitionMs.length,
    repetitionMs: [...repetitionMs],
    work: block.work,
    ...sampledPart(usage, repetitionMs),
    samples: {
      ticks: usage.ticks,
      missed: usage.missed,
      longestGapMs: usage.longestGapMs,
      sleptMs,
      atRest,
      ...limits,
    },
    machine,
    machineBefore: block.machineBefore,
    behaviorCounters: block.behaviorCounters,
    counters: block.counters,
    usable: problem === null,
    problem,
  };
}

function recordProcess(
  { label, cpuMs, cpuPercent, meanBytes, peakBytes, counts, memorySeries }: ProcessBlockUsage,
): BlockProcess {
  const slope = memorySeries.length < FEWEST_POINTS
    ? null
    : theilSenSlope(thinOut(memorySeries, MOST_POINTS))?.value ?? null;
  return {
    process: label,
    cpuMs,
    cpuPercent,
    meanBytes,
    peakBytes,
    growthBytesPerMinute: slope === null ? null : slope * 60_000,
    ...counts,
  };
}

function sleepProblem(sleptMs: number): string | null {
  return sleptMs === 0 ? null : `the machine slept for ${formatQuantity(sleptMs, "ms")} in it or before it`;
}

function samplingProblem({ ticks, durationMs, longestGapMs }: BlockUsage): string | null {
  if (ticks < 2) return "there are no readings of processes in this block";
  if (longestGapMs > durationMs * LONGEST_GAP_SHARE && ticks > 4) {
    return `no reading for ${Math.round(longestGapMs)} ms of the ${Math.round(durationMs)} ms of this block`;
  }
  return null;
}

function remarks({ remarks, moreRemarks }: BlockUsage): BlockRecord["remarks"] {
  const kept = remarks.map(({ kind, detail }) => ({ kind, detail }));
  return moreRemarks === 0 ? kept : [...kept, { kind: "more", detail: `${moreRemarks} more remarks` }];
}
