// What a reporter is: a pure function of a run record. Writing what it gives is left to the caller.
import type { Detection } from "../../harness/model/detection.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { Style } from "../../harness/model/text/style.ts";

/** What a reporter may know beside the record. Nothing here can change a verdict. */
export interface ReportContext {
  /** Emphasis for a terminal; reporters that write files leave it alone. */
  readonly style: Style;
  /** Width of the terminal; left out: lines stay whole, as logs and files want them. */
  readonly columns?: number | undefined;
  /** Folder of the bundle as a person can open it; null when nothing is kept. */
  readonly bundlePath: string | null;
  /** Raw outputs of the agent, for formats that show them. Left out: none are shown. */
  readonly evidence?: readonly EvidenceText[];
  /** The entries of an output that is a list of detections; null for any other. Left out: no list is shown. */
  readonly readListing?: (output: EvidenceText) => readonly ListedEntry[] | null;
  /** What changed since the run before of this device, a sentence each. Left out: no history is at hand. */
  readonly sinceLastRun?: readonly string[];
  /** Opens `samples.ndjson` as text in pieces of any length. Left out: there are none. */
  readonly samples?: () => AsyncIterable<string>;
}

/** One entry of a list of detections. */
export interface ListedEntry extends Detection {
  /** Its time as the agent printed it; null when the list is in a form that a program reads. */
  readonly printedAt: string | null;
}

/** One raw output of the agent, decoded. */
export interface EvidenceText {
  /** As in the record: `0007-threat-list`. */
  readonly id: string;
  readonly argv: readonly string[];
  /** Milliseconds since the start of the run. */
  readonly startedMs: number;
  readonly durationMs: number;
  /** Null when a signal ended the command. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly truncated: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** File of the output below `evidence/`; null when nothing was printed. */
  readonly stdoutFile: string | null;
}

/** What a reporter gives: text, bytes for a format that is not text, or text in pieces where it can be large. */
export type Rendered = string | Uint8Array | AsyncIterable<string>;

/** What a run consists of, as far as it decides which reports there are. A dry run knows as much. */
export interface RunOutline {
  /** At least one scenario was tried. */
  readonly hasAttempts: boolean;
  readonly isMeasured: boolean;
}

/** The outline of a run that has been. */
export function outlineOf({ scenarios, measurement }: RunRecord): RunOutline {
  return {
    hasAttempts: scenarios.some(({ attempts }) => attempts.length > 0),
    isMeasured: measurement !== null,
  };
}

/** One format. */
export interface Reporter {
  /** The word that `--reporter` takes. */
  readonly name: string;
  /** Name of its file inside the bundle; null for what goes to the terminal. */
  readonly fileName: string | null;
  /** Whether it has anything to say of such a run; left out: of every one. */
  readonly appliesTo?: (outline: RunOutline) => boolean;
  /** A word that chooses it together with another reporter. */
  readonly alsoBy?: string;
  /** True when `all` leaves it out because it only makes sense in one place. */
  readonly onRequestOnly?: boolean;
  /** Who reads it, for `--help` and `reports/README.md`. */
  readonly readers: string;
  /** Pure: the same record and context give the same output. A promise where a large library is loaded first. */
  readonly render: (record: RunRecord, context: ReportContext) => Rendered | Promise<Rendered>;
}
