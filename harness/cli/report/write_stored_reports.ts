// Reports of a stored run, written to a folder.
import { fanOut, type ReporterFailure } from "../../../reports/fan_out.ts";
import { githubReporter } from "../../../reports/formats/github.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { HarnessError, toProblem } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { StoredBundle } from "../../ports/bundle.ts";
import type { StagedFiles } from "../../ports/bundle_files.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";
import { tellFailures } from "../showing/tell_failures.ts";
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

/**
 * Writes them, those for the terminal to it, and gives how many failed. The folder gets all that did not, and a list of
 * their checksums.
 *
 * @throws HarnessError `output/not-writable` where the folder does not take them; it is as it was then.
 */
export async function writeStoredReports(
  host: Pick<Host, "bundleFiles" | "terminal" | "facts">,
  { bundle, record, reporters, place, colour }: StoredReports,
): Promise<number> {
  const { bundleFiles, terminal, facts } = host;
  const stage = await bundleFiles.stage(place);
  const failures = [
    ...await fanOut({
      reporters,
      record,
      context: {
        style: await createStyle(facts.colour && colour),
        columns: facts.columns,
        bundlePath: place,
        ...await reportMaterial(bundle),
      },
      write: async ({ reporter, content }) => {
        if (reporter.fileName === null) terminal.write(String(content));
        else await stage.write(reporter.fileName, content);
      },
      writePieces: ({ reporter, pieces }) => stage.writePieces(reporter.fileName ?? reporter.name, pieces),
    }),
  ];
  await commit(stage, failures);
  if (reporters.includes(githubReporter)) {
    await tellGithub(host, record, { reportPath: place }).catch((error: unknown) =>
      failures.push({ reporter: githubReporter.name, problem: toProblem(error) })
    );
  }
  return tellFailures(host, failures);
}

/** A folder that does not take one of them is not to get some of the others. */
async function commit(stage: StagedFiles, failures: readonly ReporterFailure[]): Promise<void> {
  const full = failures.find(({ problem }) => problem.code === "output/not-writable")?.problem;
  try {
    if (full !== undefined) throw new HarnessError(full.code, full.message, { hint: full.hint });
    await stage.commit();
  } catch (error) {
    await stage.discard();
    throw error;
  }
}
