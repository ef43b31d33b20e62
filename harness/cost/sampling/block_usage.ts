// What the agent used in one block, added up tick by tick in memory that does not grow with the length of the block.
import { OWN_QUESTIONS } from "./agent_processes.ts";
import { type DifferenceLimits, differenceTicks, type SamplingRemark } from "./difference_ticks.ts";
import type { ProcessorCounts, SampleTick } from "./sampler_line.ts";

/** What one process, or all together, used in a block. */
export interface ProcessBlockUsage {
  readonly label: string;
  /** CPU time used in the block. */
  readonly cpuMs: number;
  /** Mean over the time for which there were readings; 100 is one core busy all the time. */
  readonly cpuPercent: number | null;
  readonly meanBytes: number | null;
  readonly peakBytes: number | null;
  /** What the processor did in the block; null where it was not counted at any time. */
  readonly counts: ProcessorCounts;
  /** Memory over time: x in milliseconds since the start of the block, y in bytes; at most 240 points. */
  readonly memorySeries: readonly { readonly x: number; readonly y: number }[];
}

/** What was used in a block. `agent` is all processes together but our own questions. */
export interface BlockUsage {
  readonly ticks: number;
  /** From the first tick to the last. */
  readonly durationMs: number;
  /** Ticks that should have come and did not. */
  readonly missed: number;
  /** Largest pause between two ticks. */
  readonly longestGapMs: number;
  readonly processes: readonly ProcessBlockUsage[];
  readonly agent: ProcessBlockUsage | null;
  readonly remarks: readonly SamplingRemark[];
  /** Remarks beyond those kept. */
  readonly moreRemarks: number;
}

/** Label of all processes together. */
const ALL_PROCESSES = "agent";
const SERIES_LIMIT = 240;
const REMARK_LIMIT = 50;

/** Adds up one block. */
export class BlockUsageTotal {
  readonly #limits: DifferenceLimits;
  readonly #byLabel = new Map<string, RunningUsage>();
  readonly #agent = new RunningUsage();
  readonly #remarks: SamplingRemark[] = [];
  #remarkCount = 0;
  #previous: SampleTick | null = null;
  #firstMs = 0;
  #ticks = 0;
  #missed = 0;
  #longestGapMs = 0;

  constructor(limits: DifferenceLimits) {
    this.#limits = limits;
  }

  /** Takes the next tick. The first one only sets where counting starts. */
  add(tick: SampleTick): void {
    this.#ticks++;
    const previous = this.#previous;
    this.#previous = tick;
    if (previous === null) {
      this.#firstMs = tick.atMs;
      this.#addMemory(tick);
      return;
    }
    const { durationMs, uses, remarks } = differenceTicks(previous, tick, this.#limits);
    this.#missed += tick.missed;
    this.#longestGapMs = Math.max(this.#longestGapMs, durationMs);
    this.#remark(remarks);
    // Several processes may carry one label; together they are counted as one.
    for (const [label, same] of Map.groupBy(uses, ({ label }) => label)) {
      const known = same.flatMap(({ cpuMs }) => cpuMs === null ? [] : [cpuMs]);
      this.#usage(label).addCpu(
        sum(known),
        known.length === 0 ? 0 : durationMs,
      );
      this.#usage(label).addCounts(same.map(({ counts }) => counts));
    }
    const ofAgent = uses.filter(isOfAgent);
    this.#agent.addCpu(sum(ofAgent.map(({ cpuMs }) => cpuMs ?? 0)), durationMs);
    this.#agent.addCounts(ofAgent.map(({ counts }) => counts));
    this.#addMemory(tick);
  }

  /** What the block came to so far. */
  summarize(): BlockUsage {
    const processes = [...this.#byLabel].map(([label, usage]) => usage.summarize(label));
    const durationMs = this.#previous === null ? 0 : this.#previous.atMs - this.#firstMs;
    return {
      ticks: this.#ticks,
      durationMs,
      missed: this.#missed,
      longestGapMs: this.#longestGapMs,
      processes: processes.toSorted((a, b) => a.label < b.label ? -1 : 1),
      agent: !processes.some(isOfAgent) ? null : this.#agent.summarize(ALL_PROCESSES),
      remarks: this.#remarks,
      moreRemarks: this.#remarkCount - this.#remarks.length,
    };
  }

  #addMemory(tick: SampleTick): void {
    const x = tick.atMs - this.#firstMs;
    for (const [label, same] of Map.groupBy(tick.processes, ({ label }) => label)) {
      const bytes = same.flatMap(({ bytes }) => bytes === null ? [] : [bytes]);
      if (bytes.length > 0) this.#usage(label).addMemory(x, sum(bytes));
      else this.#usage(label);
    }
    const all = tick.processes.filter(isOfAgent).flatMap(({ bytes }) => bytes === null ? [] : [bytes]);
    if (all.length > 0) this.#agent.addMemory(x, sum(all));
  }

  #usage(label: string): RunningUsage {
    const known = this.#byLabel.get(label);
    if (known !== undefined) return known;
    const fresh = new RunningUsage();
    this.#byLabel.set(label, fresh);
    return fresh;
  }

  #remark(remarks: readonly SamplingRemark[]): void {
    this.#remarkCount += remarks.length;
    this.#remarks.push(...remarks.slice(0, REMARK_LIMIT - this.#remarks.length));
  }
}

/** Running sums of one label. */
class RunningUsage {
  #cpuMs = 0;
  #coveredMs = 0;
  #memorySum = 0;
  #memoryCount = 0;
  #peakBytes = 0;
  #counts: { -readonly [name in keyof ProcessorCounts]: ProcessorCounts[name] } = {
    instructions: null,
    cycles: null,
    energyNj: null,
  };
  #series: { x: number; y: number }[] = [];
  /** So many readings make one point of the series. */
  #stretch = 1;
  #open: { x: number; y: number; count: number } = { x: 0, y: 0, count: 0 };

  addCpu(cpuMs: number, coveredMs: number): void {
    this.#cpuMs += cpuMs;
    this.#coveredMs += coveredMs;
  }

  addCounts(counts: readonly ProcessorCounts[]): void {
    for (const name of COUNTED) {
      const known = counts.flatMap((one) => one[name] === null ? [] : [one[name]]);
      if (known.length > 0) this.#counts[name] = (this.#counts[name] ?? 0) + sum(known);
    }
  }

  addMemory(x: number, bytes: number): void {
    this.#memorySum += bytes;
    this.#memoryCount++;
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
    const open = this.#open;
    this.#open = { x: open.x + x, y: open.y + bytes, count: open.count + 1 };
    if (this.#open.count < this.#stretch) return;
    this.#series.push({ x: this.#open.x / this.#open.count, y: this.#open.y / this.#open.count });
    this.#open = { x: 0, y: 0, count: 0 };
    if (this.#series.length >= SERIES_LIMIT) this.#halve();
  }

  summarize(label: string): ProcessBlockUsage {
    const none = this.#memoryCount === 0;
    return {
      label,
      cpuMs: this.#cpuMs,
      cpuPercent: this.#coveredMs === 0 ? null : (this.#cpuMs / this.#coveredMs) * 100,
      meanBytes: none ? null : this.#memorySum / this.#memoryCount,
      peakBytes: none ? null : this.#peakBytes,
      counts: { ...this.#counts },
      memorySeries: this.#series,
    };
  }

  /** Joins points two by two: a long block keeps its shape in the same room. */
  #halve(): void {
    const half: { x: number; y: number }[] = [];
    for (let at = 0; at + 1 < this.#series.length; at += 2) {
      const [one, two] = [this.#series[at], this.#series[at + 1]];
      if (one !== undefined && two !== undefined) {
        half.push({ x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 });
      }
    }
    this.#series = half;
    this.#stretch *= 2;
  }
}

const COUNTED = ["instructions", "cycles", "energyNj"] as const;

/** What the agent itself does; our questions to it stand beside it. */
function isOfAgent({ label }: { readonly label: string }): boolean {
  return label !== OWN_QUESTIONS;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
