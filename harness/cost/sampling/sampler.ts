// The sampler itself: finds processes, reads them, finds them again. Pure: the system calls come in as a source.
import type { MemoryMetric, ProcessReading, SampleSource } from "./sampler_line.ts";

/** A process of the agent. */
export interface FoundProcess {
  readonly pid: number;
  readonly startedAt: string;
  readonly label: string;
}

/** What a reading of one process gives. */
export type ReadingOutcome =
  | Pick<ProcessReading, "cpuMs" | "bytes" | "peakBytes" | "counts">
  | "gone"
  | "refused";

/** Where readings come from. */
export interface ProcessSource {
  readonly source: SampleSource;
  readonly metric: MemoryMetric;
  /** All agent processes that run now. */
  discover(): readonly FoundProcess[];
  read(process: FoundProcess): ReadingOutcome;
  /** Lets go of what is kept for a process that is gone. */
  forget(process: FoundProcess): void;
}

/** What one tick found. */
export interface TickOutcome {
  readonly readings: readonly ProcessReading[];
  readonly refused: readonly FoundProcess[];
}

/** How often the list of processes is looked through for new ones. */
const DISCOVER_EVERY_MS = 1000;

/** Reads all agent processes; looks for new ones every second and at once when one is gone. */
export class Sampler {
  readonly #source: ProcessSource;
  #known: readonly FoundProcess[] = [];
  #nextDiscoveryMs = -Infinity;

  constructor(source: ProcessSource) {
    this.#source = source;
  }

  /** One reading of everything; `nowMs` is the monotonic clock. */
  tick(nowMs: number): TickOutcome {
    if (nowMs >= this.#nextDiscoveryMs) this.#discover(nowMs);
    const first = this.#readAll();
    if (!first.lost) return first;
    // A daemon that restarts is back within milliseconds: look again now, not in a second.
    this.#discover(nowMs);
    return this.#readAll();
  }

  #discover(nowMs: number): void {
    const found = this.#source.discover();
    const alive = new Set(found.map(identity));
    this.#known.filter((process) => !alive.has(identity(process))).forEach((gone) =>
      this.#source.forget(gone)
    );
    this.#known = found;
    this.#nextDiscoveryMs = nowMs + DISCOVER_EVERY_MS;
  }

  #readAll(): TickOutcome & { readonly lost: boolean } {
    const readings: ProcessReading[] = [];
    const refused: FoundProcess[] = [];
    let lost = false;
    for (const process of this.#known) {
      const outcome = this.#source.read(process);
      if (outcome === "gone") lost = true;
      else if (outcome === "refused") refused.push(process);
      else readings.push({ ...process, ...outcome });
    }
    return { readings, refused, lost };
  }
}

function identity({ pid, startedAt }: FoundProcess): string {
  return `${pid} ${startedAt}`;
}
