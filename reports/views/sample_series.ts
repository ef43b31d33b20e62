// Reduces the samples of a measurement, read as a stream, to so many points as a chart can show. Memory does not grow
// with the number of samples.
import { linesOf } from "../../harness/model/text/lines_of.ts";
import type { BlockRecord } from "../../harness/model/record/measurement.ts";

/** One line of `samples.ndjson`: all agent processes at one tick. */
export interface SampleLine {
  readonly block: number;
  readonly phase: BlockRecord["phase"];
  readonly workload: string;
  readonly arm: BlockRecord["arm"];
  /** Monotonic clock of the sampler. */
  readonly atMs: number;
  readonly missed: number;
  readonly processes: readonly {
    readonly pid: number;
    readonly startedAt: string;
    readonly label: string;
    /** Cumulative. */
    readonly cpuMs: number;
    readonly bytes: number | null;
  }[];
}

/** One process over time. Points without data are left out; `gapBefore` says where the line is interrupted. */
export interface ProcessSeries {
  readonly process: string;
  readonly points: readonly SeriesPoint[];
}

/** The mean of a short stretch of time. */
export interface SeriesPoint {
  /** Milliseconds since the first sample. */
  readonly atMs: number;
  /** 100 is one core busy all the time. Null when nothing can be told. */
  readonly cpuPercent: number | null;
  readonly bytes: number | null;
  readonly gapBefore: boolean;
}

/** When a block was measured, on the clock of the samples. */
export interface BlockSpan {
  readonly block: number;
  readonly phase: BlockRecord["phase"];
  readonly workload: string;
  readonly arm: BlockRecord["arm"];
  readonly startMs: number;
  readonly endMs: number;
}

/** What a chart over time needs. */
export interface SampleSeries {
  readonly durationMs: number;
  readonly spans: readonly BlockSpan[];
  readonly processes: readonly ProcessSeries[];
  /** Ticks read. */
  readonly ticks: number;
}

interface Bin {
  cpuMs: number;
  coveredMs: number;
  bytes: number;
  readings: number;
}

interface LastReading {
  readonly block: number;
  readonly atMs: number;
  readonly cpuMs: number;
}

const MOST_BINS = 600;
const FIRST_BIN_MS = 100;

/** A longer pause than this many bins interrupts a line. */
const GAP_BINS = 3;

/** Collects lines one by one. */
export class SampleReducer {
  #binMs = FIRST_BIN_MS;
  #startMs: number | null = null;
  #endMs = 0;
  #ticks = 0;
  readonly #bins = new Map<string, Map<number, Bin>>();
  readonly #last = new Map<string, LastReading>();
  readonly #spans = new Map<number, BlockSpan>();

  /** Takes up one tick; ticks come in the order of their clock. */
  add(line: SampleLine): void {
    this.#startMs ??= line.atMs;
    const atMs = line.atMs - this.#startMs;
    this.#endMs = Math.max(this.#endMs, atMs);
    this.#ticks += 1;
    this.#widen(atMs);
    const { block, phase, workload, arm } = line;
    const span = this.#spans.get(block);
    this.#spans.set(block, { block, phase, workload, arm, startMs: span?.startMs ?? atMs, endMs: atMs });
    for (const [label, use] of this.#useOf(line)) this.#addUse(label, Math.floor(atMs / this.#binMs), use);
  }

  /** What each name used since the tick before. Processes of one name (a restart, a second daemon) add up. */
  #useOf({ block, atMs, processes }: SampleLine): ReadonlyMap<string, Bin> {
    const uses = new Map<string, Bin>();
    for (const { pid, startedAt, label, cpuMs, bytes } of processes) {
      const use = uses.get(label) ?? { cpuMs: 0, coveredMs: 0, bytes: 0, readings: 0 };
      uses.set(label, use);
      const key = `${pid} ${startedAt}`;
      const before = this.#last.get(key);
      // A counter that goes backwards is no negative use, and between blocks nobody watched.
      if (before !== undefined && before.block === block && cpuMs >= before.cpuMs && atMs > before.atMs) {
        use.cpuMs += cpuMs - before.cpuMs;
        use.coveredMs = Math.max(use.coveredMs, atMs - before.atMs);
      }
      this.#last.set(key, { block, atMs, cpuMs });
      if (bytes !== null) {
        use.bytes += bytes;
        use.readings = 1;
      }
    }
    return uses;
  }

  #addUse(label: string, index: number, use: Bin): void {
    const bins = this.#bins.get(label) ?? new Map<number, Bin>();
    this.#bins.set(label, bins);
    const bin = bins.get(index);
    if (bin === undefined) bins.set(index, use);
    else addTo(bin, use);
  }

  /** What was collected so far. */
  finish(): SampleSeries {
    return {
      durationMs: this.#endMs,
      spans: [...this.#spans.values()],
      processes: [...this.#bins].map(([process, bins]) => ({ process, points: this.#points(bins) })),
      ticks: this.#ticks,
    };
  }

  /** Doubles the width of all bins until the time fits in: half the points, the same memory. */
  #widen(atMs: number): void {
    while (atMs / this.#binMs >= MOST_BINS) {
      this.#binMs *= 2;
      for (const [label, bins] of this.#bins) this.#bins.set(label, mergePairs(bins));
    }
  }

  #points(bins: ReadonlyMap<number, Bin>): readonly SeriesPoint[] {
    let before: number | null = null;
    return [...bins].toSorted(([a], [b]) => a - b).map(([index, bin]) => {
      const gapBefore = before !== null && index - before > GAP_BINS;
      before = index;
      return {
        atMs: (index + 0.5) * this.#binMs,
        cpuPercent: bin.coveredMs === 0 ? null : 100 * bin.cpuMs / bin.coveredMs,
        bytes: bin.readings === 0 ? null : bin.bytes / bin.readings,
        gapBefore,
      };
    });
  }
}

function mergePairs(bins: ReadonlyMap<number, Bin>): Map<number, Bin> {
  const merged = new Map<number, Bin>();
  for (const [index, bin] of bins) {
    const half = Math.floor(index / 2);
    const into = merged.get(half);
    if (into === undefined) merged.set(half, { ...bin });
    else addTo(into, bin);
  }
  return merged;
}

function addTo(bin: Bin, more: Bin): void {
  bin.cpuMs += more.cpuMs;
  bin.coveredMs += more.coveredMs;
  bin.bytes += more.bytes;
  bin.readings += more.readings;
}

/** Lines of a text that comes in pieces; a line cut short by a crash is left out. */
export async function* sampleLines(chunks: AsyncIterable<string>): AsyncIterable<SampleLine> {
  for await (const text of linesOf(chunks)) {
    const line = parseLine(text);
    if (line !== null) yield line;
  }
}

function parseLine(text: string): SampleLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("atMs" in value) || !("processes" in value)) {
    return null;
  }
  return typeof value.atMs === "number" && Array.isArray(value.processes) ? value as SampleLine : null;
}

/** Reduces a whole stream. */
export async function reduceSamples(chunks: AsyncIterable<string>): Promise<SampleSeries> {
  const reducer = new SampleReducer();
  for await (const line of sampleLines(chunks)) reducer.add(line);
  return reducer.finish();
}
