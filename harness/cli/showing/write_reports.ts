// The reports of a run, and what it leaves on the terminal.
import { fanOut } from "../../../reports/fan_out.ts";
import { githubReporter } from "../../../reports/formats/github.ts";
import type { ReportContext, Reporter } from "../../../reports/views/reporter.ts";
import type { Style } from "../../model/text/style.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Bundle } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import { reportMaterial } from "./report_material.ts";
import type { Showing } from "./showing.ts";
import { tellFailures } from "./tell_failures.ts";
import { streamOf, toldReporters } from "./told_reporters.ts";
import { tellGithub } from "./tell_github.ts";
import { jsonText } from "../../model/text/printable.ts";

/** What to report. */
export interface ReportsOfRun {
  readonly bundle: Bundle;
  readonly record: RunRecord;
  readonly style: Style;
  readonly reporters: readonly Reporter[];
  readonly end: Showing["end"];
  /** What changed since the run before. */
  readonly sinceLastRun: readonly string[];
}

/** Writes every report and returns how many failed; none can change the verdict. */
export async function writeReports(
  host: Pick<Host, "terminal" | "readBundle" | "bundleFiles" | "facts">,
  { bundle, record, style, reporters: asked, end, sinceLastRun }: ReportsOfRun,
): Promise<number> {
  const reporters = toldReporters(asked, { end, ...host.facts });
  const failures = [
    ...await fanOut({
      reporters,
      record,
      context: {
        style,
        columns: host.facts.columns,
        sinceLastRun,
        bundlePath: bundle.folder,
        ...await materialOf(host, bundle),
      },
      write: async ({ reporter, content }) => {
        if (reporter.fileName !== null) return await bundle.write(reporter.fileName, content);
        const stream = streamOf(reporter, { end });
        if (stream === "out") host.terminal.write(String(content));
        if (stream === "error") host.terminal.writeError(String(content));
      },
      writePieces: ({ reporter, pieces }) => bundle.writePieces(reporter.fileName ?? reporter.name, pieces),
    }),
  ];
  if (reporters.includes(githubReporter)) {
    await tellGithub(host, record, { reportPath: bundle.folder, sinceLastRun }).catch((error: unknown) =>
      failures.push({ reporter: githubReporter.name, problem: toProblem(error) })
    );
  }
  if (end === "record") host.terminal.write(`${jsonText(record)}\n`);
  if (end === "line") {
    host.terminal.write(`${record.verdict} ${record.reason} ${bundle.folder}\n`);
  }
  return tellFailures(host, failures);
}

/** A verdict is told even when the evidence behind it can no longer be read. */
async function materialOf(
  { terminal, readBundle }: Pick<Host, "terminal" | "readBundle">,
  { folder }: Bundle,
): Promise<Pick<ReportContext, "evidence" | "readListing" | "samples">> {
  try {
    return await reportMaterial(await readBundle(folder));
  } catch (error) {
    terminal.writeError(`bmverify: The reports show no evidence: ${String(error)}\n`);
    return {};
  }
}
