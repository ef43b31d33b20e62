// What a reporter is: a pure function of a run record. Writing what it gives is left to the caller.
import type { RunRecord } from "../harness/model/run_record.ts";
import type { Style } from "./style.ts";

/** What a reporter may know beside the record. Nothing here can change a verdict. */
export interface ReportContext {
  /** Emphasis for a terminal; reporters that write files leave it alone. */
  readonly style: Style;
  /** Folder of the bundle as a person can open it; null when nothing is kept. */
  readonly bundlePath: string | null;
}

/** One format. */
export interface Reporter {
  /** The word that `--reporter` takes. */
  readonly name: string;
  /** Name of its file inside the bundle; null for what goes to the terminal. */
  readonly fileName: string | null;
  /** Who reads it, for `--help` and `reports/README.md`. */
  readonly readers: string;
  /** Pure: the same record and context give the same output. */
  readonly render: (record: RunRecord, context: ReportContext) => string | Uint8Array;
}
