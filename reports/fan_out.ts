// Gives one record to many reporters. A reporter that fails neither stops nor silences the others. Where the
// output goes is the caller's to say.
import { type Problem, toProblem } from "../harness/model/harness_error.ts";
import type { RunRecord } from "../harness/model/record/run_record.ts";
import { outlineOf, type Rendered, type ReportContext, type Reporter } from "./views/reporter.ts";

/** What one reporter gave, for the caller to write. */
export interface Report {
  readonly reporter: Reporter;
  readonly content: string | Uint8Array;
}

/** What a reporter gave in pieces, for the caller to append one after the other. */
export interface ReportInPieces {
  readonly reporter: Reporter;
  readonly pieces: AsyncIterable<string>;
}

/** A reporter that did not manage, and why. */
export interface ReporterFailure {
  readonly reporter: string;
  readonly problem: Problem;
}

/** What to give to whom. */
export interface FanOut {
  readonly reporters: readonly Reporter[];
  readonly record: RunRecord;
  readonly context: ReportContext;
  /** Writes one report; what it throws counts as that reporter's failure. */
  readonly write: (report: Report) => Promise<void> | void;
  /** The same for reports that come in pieces; left out, the pieces are joined in memory and given to `write`. */
  readonly writePieces?: (report: ReportInPieces) => Promise<void>;
}

/** Renders and writes every report that applies, one after the other, and returns the failures. Never throws. */
export async function fanOut(run: FanOut): Promise<readonly ReporterFailure[]> {
  const failures: ReporterFailure[] = [];
  const outline = outlineOf(run.record);
  for (const reporter of run.reporters) {
    if (reporter.appliesTo?.(outline) === false) continue;
    try {
      await hand(run, reporter, await reporter.render(run.record, run.context));
    } catch (thrown) {
      failures.push({ reporter: reporter.name, problem: asReportProblem(reporter, thrown) });
    }
  }
  return failures;
}

async function hand({ write, writePieces }: FanOut, reporter: Reporter, rendered: Rendered): Promise<void> {
  if (typeof rendered === "string" || rendered instanceof Uint8Array) {
    return await write({ reporter, content: rendered });
  }
  if (writePieces !== undefined) return await writePieces({ reporter, pieces: rendered });
  await write({ reporter, content: await joinPieces(rendered) });
}

/** All pieces as one text. */
export async function joinPieces(pieces: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  for await (const piece of pieces) parts.push(piece);
  return parts.join("");
}

function asReportProblem(reporter: Reporter, thrown: unknown): Problem {
  const problem = toProblem(thrown);
  // A failed write already says which file and what helps.
  if (problem.code !== "harness/internal") return problem;
  return {
    code: "report/failed",
    message: `Cannot write the report "${reporter.name}": ${
      thrown instanceof Error ? thrown.message : String(thrown)
    }`,
    hint: `Run "bmverify report BUNDLE --reporter ${reporter.name}" once the cause is mended`,
  };
}
