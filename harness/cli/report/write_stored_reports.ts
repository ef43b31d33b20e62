// Reports of a stored run, written to a folder.
import { fanOut } from "../../../reports/fan_out.ts";
import { githubReporter } from "../../../reports/formats/github.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { StoredBundle } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";
import { tellGithub } from "../showing/tell_github.ts";
import { reportMaterial } from "../showing/report_material.ts";

/** What to write. */
export interface StoredReports {
  readonly bundle: StoredBundle;
  readonly record: RunRecord;
  readonly reporters: readonly Reporter[];
  /** Folder that gets them. */
  readonly place: string;
  readonly colour: boolean;
}

/** Writes them, those for the terminal to it, and gives how many failed. */
export async function writeStoredReports(
  host: Pick<Host, "bundleFiles" | "terminal" | "facts">,
  { bundle, record, reporters, place, colour }: StoredReports,
): Promise<number> {
  const { bundleFiles, terminal, facts } = host;
  const failures = [
    ...await fanOut({
      reporters,
      record,
      context: {
        style: await createStyle(facts.colour && colour),
        bundlePath: place,
        ...await reportMaterial(bundle),
      },
      write: async ({ reporter, content }) => {
        if (reporter.fileName === null) terminal.write(String(content));
        else await bundleFiles.write(place, reporter.fileName, content);
      },
      writePieces: ({ reporter, pieces }) =>
        bundleFiles.writePieces(place, reporter.fileName ?? reporter.name, pieces),
    }),
  ];
  if (reporters.includes(githubReporter)) {
    await tellGithub(host, record, { reportPath: place }).catch((error: unknown) =>
      failures.push({ reporter: githubReporter.name, problem: toProblem(error) })
    );
  }
  for (const { reporter, problem } of failures) {
    terminal.writeError(`bmverify: Reporter "${reporter}" failed: ${problem.message}. ${problem.hint}\n`);
  }
  return failures.length;
}
