// What the sampler program is told and what it prints: one JSON object per line. Both ends import this file.
import type { ProcessFilter } from "./agent_processes.ts";

/** How the samples were taken. */
export type SampleSource = "linux-cpu-clock" | "macos-rusage" | "ps";

/** What `bytes` of a sample is: resident set, or physical footprint where macOS shows it. */
export type MemoryMetric = "rss" | "footprint";

/** First argument of the program, as JSON: what counts, and how often it is read. */
export interface SamplerRequest extends ProcessFilter {
  /** 0.1 to 100 per second. */
  readonly rateHz: number;
  /** Ends by itself after this; null: when standard input ends. */
  readonly seconds: number | null;
}

/** What the processor did for a process, cumulative. Null where the system does not count it. */
export interface ProcessorCounts {
  /** Instructions retired: alike on fast and slow cores. */
  readonly instructions: number | null;
  readonly cycles: number | null;
  /** What the system bills the process for, in nanojoules. */
  readonly energyNj: number | null;
}

/** A sample: one process at one tick. */
export interface ProcessReading {
  readonly pid: number;
  /** Start of the process in the kernel's own unit: with the pid it names one process for good. */
  readonly startedAt: string;
  /** Basename, with the role behind it where two daemons share a program (`wdavdaemon edr`). */
  readonly label: string;
  /** Cumulative user and system time of all its threads. */
  readonly cpuMs: number;
  /** Memory in the metric of the source. */
  readonly bytes: number | null;
  /** The kernel's own peak of the same metric over the life of the process. */
  readonly peakBytes: number | null;
  /** Absent where the system counts nothing of it for this process. */
  readonly counts?: ProcessorCounts;
}

/** The samples of one tick: all agent processes at once. */
export interface SampleTick {
  readonly kind: "tick";
  /** Monotonic clock of the sampler. */
  readonly atMs: number;
  /** Wall clock, to tell a clock step; never used for rates. */
  readonly wallMs: number;
  /** A clock that goes on while the machine sleeps; absent where there is none. */
  readonly bootMs?: number;
  /** Ticks that should have come before this one and did not. */
  readonly missed: number;
  /** How long the readings of this tick took. */
  readonly tookMs: number;
  readonly processes: readonly ProcessReading[];
}

/** A line of the sampler. */
export type SamplerLine =
  | {
    readonly kind: "start";
    readonly source: SampleSource;
    readonly metric: MemoryMetric;
    readonly rateHz: number;
    /** Cores of the machine. */
    readonly cores: number;
    /** What the check of the counters against our own clock gave. */
    readonly selfCheck: string;
    /** Why instructions and cycles are not counted; null where they are. */
    readonly noCounts: string | null;
  }
  | SampleTick
  | { readonly kind: "refused"; readonly pid: number; readonly label: string }
  | {
    readonly kind: "cost";
    readonly cpuMs: number;
    readonly wallMs: number;
    readonly ticks: number;
    readonly missed: number;
  }
  | { readonly kind: "failed"; readonly why: string };

/** Reads one line; null when it is not a line of the sampler (a cut-off last line, a message of the runtime). */
export function parseSamplerLine(line: string): SamplerLine | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  return isSamplerLine(value) ? value : null;
}

const KINDS: ReadonlySet<unknown> = new Set(["start", "tick", "refused", "cost", "failed"]);

function isSamplerLine(value: unknown): value is SamplerLine {
  if (typeof value !== "object" || value === null || !("kind" in value) || !KINDS.has(value.kind)) {
    return false;
  }
  if (value.kind !== "tick") return true;
  return "processes" in value && Array.isArray(value.processes) && "atMs" in value &&
    typeof value.atMs === "number";
}

/** Rates the sampler takes. */
const RATE_LIMITS = { min: 0.1, max: 100 } as const;

/** The request in an argument; throws RangeError for one that cannot be met. */
export function parseSamplerRequest(argument: string | undefined): SamplerRequest {
  const value: Partial<SamplerRequest> = JSON.parse(argument ?? "{}");
  const { names, rateHz = 1, seconds = null, root = null, ownPid = null } = value;
  const { commonNames = [], families = [], folders = [] } = value;
  if (!Array.isArray(names) || names.length === 0) throw new RangeError('Cannot sample: "names" is empty');
  if (!(rateHz >= RATE_LIMITS.min && rateHz <= RATE_LIMITS.max)) {
    throw new RangeError(
      `Cannot sample ${rateHz} times a second: it must be ${RATE_LIMITS.min} to ${RATE_LIMITS.max}`,
    );
  }
  return { names, commonNames, families, folders, root, ownPid, rateHz, seconds };
}

/** What the sampler says of itself. */
export type SamplerCost = Omit<Extract<SamplerLine, { readonly kind: "cost" }>, "kind">;
