// What every run that keeps a bundle leaves at its end: the words on the terminal, its reports, and the sealed bundle.
import { verdictLine } from "../../../reports/terminal/console.ts";
import { renderCostTable } from "../../../reports/terminal/cost_table.ts";
import type { SigningKey } from "../../../reports/stored/signing_key.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import type { ExitCode } from "../../model/exit_code.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import { hangLines } from "../../model/text/hang_lines.ts";
import type { Style } from "../../model/text/style.ts";
import type { Bundle } from "../../ports/bundle.ts";
import { CHECKSUMS_FILE, type Keeping } from "../../ports/bundle_files.ts";
import type { Host } from "../../ports/host.ts";
import { finishRun } from "../../run/finish_run.ts";
import { signBundle } from "../sign_bundle.ts";
import { addToHistory, sinceLastRun } from "./keep_history.ts";
import type { RunFollower } from "./follow_run.ts";
import { quoteDigest } from "./quote_digest.ts";
import type { Showing } from "./showing.ts";
import { writeReports } from "./write_reports.ts";

/** What is wanted of the reports. */
export interface ReportPlan {
  /** Folder of all bundles. */
  readonly out: string;
  readonly reporters: readonly Reporter[];
  /** Null when the bundle is not signed. */
  readonly signingKey?: SigningKey | null;
  readonly keeping: Keeping | null;
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
  host: Pick<Host, "terminal" | "readBundle" | "bundleFiles" | "facts" | "clock" | "histories">,
  { out, reporters, signingKey = null, keeping, showing: { end }, history }: ReportPlan,
  { bundle, follower, style, restored }: EndedRun,
): Promise<ExitCode> {
  const record = foldRun(bundle.events());
  const shown = { style, columns: host.facts.columns };
  const since = await sinceLastRun(host, history, record);
  return await finishRun({
    host,
    record,
    restored,
    steps: [
      () => follower.finish(record),
      () => end === "summary" ? host.terminal.write(renderCostTable(record, shown)) : undefined,
      () => writeReports(host, { bundle, record, style, reporters, end, sinceLastRun: since }),
      async () => {
        await bundle.seal();
        if (signingKey !== null) {
          const signed = await signBundle(host, { folder: bundle.folder, record, key: signingKey });
          host.terminal.writeError(`bmverify: ${signed}\n`);
        }
        if (end !== "summary" && end !== "told") return;
        const sums = await host.bundleFiles.hash(bundle.folder, CHECKSUMS_FILE);
        const digest = hangLines("", quoteDigest(sums), { ...shown, indent: 0 });
        host.terminal.write(`${digest.join("\n")}\n`);
        since.forEach((line) => host.terminal.write(`${line}\n`));
      },
      () => addToHistory(host, history, record),
      async () => {
        if (keeping === null) return;
        const run = { runId: bundle.runId, now: host.clock.now() };
        const gone = await host.bundleFiles.prune(out, keeping, run);
        for (const folder of gone) host.terminal.writeError(`bmverify: Removed the bundle "${folder}"\n`);
      },
      () =>
        end === "summary" || end === "told"
          ? host.terminal.write(`\n${verdictLine(record, shown)}\n`)
          : undefined,
    ],
  });
}
