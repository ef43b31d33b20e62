// What GitHub reads after a step: the summary of the page and the outputs for later steps. The annotations are a
// reporter like any other.
import { renderStepOutputs, renderStepSummary } from "../../../reports/formats/github.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";

/** Appends summary and outputs where GitHub asks for them; does nothing elsewhere. */
export async function tellGithub(
  { facts: { stepFiles }, bundleFiles }: Pick<Host, "facts" | "bundleFiles">,
  record: RunRecord,
  { reportPath, sinceLastRun = [] }: {
    readonly reportPath: string;
    readonly sinceLastRun?: readonly string[];
  },
): Promise<void> {
  const { summary, outputs } = stepFiles;
  if (summary !== null) {
    await bundleFiles.append(
      summary,
      renderStepSummary(record, await bundleFiles.size(summary), sinceLastRun),
    );
  }
  if (outputs !== null) await bundleFiles.append(outputs, renderStepOutputs(record, reportPath));
}
