// The folder of a run: everything that is kept of it.
import type { RunEvent, RunEventBody } from "../model/record/run_event.ts";
import type { CommandOutput } from "./command_runner.ts";

/** Keeps raw outputs. */
export interface EvidenceStore {
  /**
   * Keeps one output and returns its id (`0007-threat-list`). An output equal to the one before it of the same
   * command shares its file; every call has an entry of its own in the index.
   */
  keep(label: string, output: CommandOutput): Promise<string>;
}

/** Appends lines to `samples.ndjson` of the bundle. */
export interface SampleStore {
  /** @throws HarnessError `output/not-writable`. */
  append(lines: string): Promise<void>;
}

/** Appends to the stream. */
export interface RunLog {
  /**
   * Stamps the event, makes it durable, and tells the listeners, in this order.
   *
   * @throws HarnessError `output/not-writable`.
   */
  append(event: RunEventBody): Promise<RunEvent>;
}

/** Somebody who follows a run as it happens; must not throw. */
export type RunListener = (event: RunEvent) => void;

/** One line of `evidence/index.ndjson`. */
export interface EvidenceEntry {
  /** `0007-threat-list`. */
  readonly id: string;
  readonly label: string;
  readonly argv: readonly string[];
  readonly startedAt: string;
  /** Milliseconds since the start of the run. */
  readonly startedMs: number;
  readonly durationMs: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly truncated: boolean;
  /** File below `evidence/`; null when nothing was printed. Equal outputs share a file. */
  readonly stdoutFile: string | null;
  readonly stderrFile: string | null;
}

/** A bundle being written. */
export interface Bundle {
  readonly folder: string;
  readonly runId: string;
  readonly log: RunLog;
  readonly evidence: EvidenceStore;
  /** `samples.ndjson`; made with the first sample. */
  readonly samples: SampleStore;
  /** Monotonic clock at the start of the run. */
  readonly originMs: number;
  /** Events so far, oldest first. */
  events(): readonly RunEvent[];
  follow(listener: RunListener): void;
  /**
   * Writes a file of the bundle as a whole (by rename).
   *
   * @throws HarnessError `output/not-writable`.
   */
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** The same for what comes in pieces; memory does not grow with their number. */
  writePieces(name: string, pieces: AsyncIterable<string>): Promise<void>;
  /**
   * Writes `SHA256SUMS` over all files and points `latest` here.
   *
   * @throws HarnessError `output/not-writable`, also when an event could not be written before.
   */
  seal(): Promise<void>;
}

/** A bundle on disk, read again. What its run says of itself is not believed here: that is left to the one door. */
export interface StoredBundle {
  readonly folder: string;
  /** The lines of `events.ndjson` as values; one that a crash cut short is left out. */
  readonly events: readonly unknown[];
  readonly evidence: readonly EvidenceEntry[];
  /** Standard output kept for an entry; empty when it printed nothing. */
  readStdout(entry: EvidenceEntry): Promise<Uint8Array>;
  /** Standard error kept for an entry; empty when it printed nothing. */
  readStderr(entry: EvidenceEntry): Promise<Uint8Array>;
  /** Opens `samples.ndjson` as text in pieces; null when the run kept no samples. */
  readonly samples: (() => AsyncIterable<string>) | null;
}

/** A bundle as it lies on disk. */
export interface BundleOnDisk extends StoredBundle {
  /** The lines behind events and evidence, as they stand. */
  readonly lines: { readonly events: readonly string[]; readonly evidence: readonly string[] };
}
