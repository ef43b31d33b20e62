// Gives one record to many reporters. A reporter that fails neither stops nor silences the others. Where the
// output goes is the caller's to say.
import type { Problem } from "../harness/model/harness_error.ts";
import { toProblem } from "../harness/model/harness_error.ts";
import type { RunRecord } from "../harness/model/run_record.ts";
import type { Rendered, ReportContext, Reporter } from "./reporter.ts";

/** What one reporter gave, for the caller to write. */
export interface Report {
  readonly reporter: Reporter;
  readonly content: Rendered;
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
}

/** Renders and writes every report, one after the other, and returns the failures. Never throws. */
export async function fanOut(
  { reporters, record, context, write }: FanOut,
): Promise<readonly ReporterFailure[]> {
  const failures: ReporterFailure[] = [];
  for (const reporter of reporters) {
    try {
      await write({ reporter, content: await reporter.render(record, context) });
    } catch (thrown) {
      failures.push({ reporter: reporter.name, problem: asReportProblem(reporter, thrown) });
    }
  }
  return failures;
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
