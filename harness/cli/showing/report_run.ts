// What every run that keeps a bundle leaves at its end: the words on the terminal, its reports, and the sealed bundle.
import { renderCostTable } from "../../../reports/formats/cost_table.ts";
import type { SigningKey } from "../../../reports/stored/signing_key.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import type { ExitCode } from "../../model/exit_code.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { Style } from "../../model/text/style.ts";
import type { Bundle } from "../../ports/bundle.ts";
import { CHECKSUMS_FILE } from "../../ports/bundle_files.ts";
import type { Host } from "../../ports/host.ts";
import { finishRun } from "../../run/finish_run.ts";
import { quoteDigest } from "../open_run.ts";
import { signBundle } from "../sign_bundle.ts";
import { addToHistory, sinceLastRun } from "./keep_history.ts";
import type { RunFollower } from "./follow_run.ts";
import type { Showing } from "./showing.ts";
import { writeReports } from "./write_reports.ts";

/** What is wanted of the reports. */
export interface ReportPlan {
  readonly reporters: readonly Reporter[];
  /** Null when the bundle is not signed. */
  readonly signingKey?: SigningKey | null;
  readonly showing: Showing;
  /** Path of the history; null when the run is kept in none. */
  readonly history: string | null;
}

/** A run whose device was put back. */
export interface EndedRun {
  readonly bundle: Bundle;
  readonly follower: RunFollower;
  readonly style: Style;
  readonly restored: RestoreRecord;
}

/** Reports the run and gives its exit code. Never throws. */
export async function reportRun(
  host: Pick<Host, "terminal" | "readBundle" | "bundleFiles" | "facts" | "histories">,
  { reporters, signingKey = null, showing: { end }, history }: ReportPlan,
  { bundle, follower, style, restored }: EndedRun,
): Promise<ExitCode> {
  const record = foldRun(bundle.events());
  const since = await sinceLastRun(host, history, record);
  return await finishRun({
    host,
    record,
    restored,
    steps: [
      () => follower.finish(record),
      () => end === "summary" ? host.terminal.write(renderCostTable(record, style)) : undefined,
      () => writeReports(host, { bundle, record, style, reporters, end, sinceLastRun: since }),
      async () => {
        await bundle.seal();
        if (signingKey !== null) {
          const signed = await signBundle(host, { folder: bundle.folder, record, key: signingKey });
          host.terminal.writeError(`bmverify: ${signed}\n`);
        }
        if (end !== "summary" && end !== "told") return;
        const sums = await host.bundleFiles.hash(bundle.folder, CHECKSUMS_FILE);
        host.terminal.write(`${quoteDigest(sums)}\n`);
        since.forEach((line) => host.terminal.write(`${line}\n`));
      },
      () => addToHistory(host, history, record),
    ],
  });
}
