// `profile lint`: findings for people and machines, and mended copies.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import {
  type LintedProfile,
  type LintOptions,
  lintProfile,
  unjudgedProfile,
} from "../../profile/lint/lint_profile.ts";
import {
  type ComparedProfile,
  type LintReport,
  reportOn,
  toCompare,
} from "../../profile/lint/lint_report.ts";
import { mendProfile } from "../../profile/lint/mend_profile.ts";
import { reportFindingsGithub } from "../../profile/lint/report_findings_github.ts";
import { reportFindingsJunit } from "../../profile/lint/report_findings_junit.ts";
import { reportFindingsSarif } from "../../profile/lint/report_findings_sarif.ts";
import { reportFindingsText, reportTotals } from "../../profile/lint/report_findings_text.ts";
import { createStyle } from "../showing/create_style.ts";
import { readProfileFile, STDIN_NAME } from "./read_profile_file.ts";
import { TOOL } from "../words/tool.ts";
import type { Tool } from "../../profile/words/tool.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Values of the options of `profile lint`. */
export interface LintCommandOptions {
  readonly for?: Tool;
  readonly json?: true;
  readonly reporter?: "github" | "sarif" | "junit";
  readonly fix?: true;
  readonly out?: string;
  readonly force?: true;
  readonly color: boolean;
  readonly quiet?: true;
}

/** What of the machine the command uses. */
export type LintHost = Pick<Host, "facts" | "terminal" | "readInput" | "profileFiles">;

/** Runs `profile lint`: exit 1 when a file has an error, else 3 when one could not be judged. */
export async function runProfileLint(
  host: LintHost,
  files: readonly string[],
  options: LintCommandOptions,
): Promise<ExitCode> {
  if (options.json === true && options.reporter !== undefined) {
    throw new HarnessError("usage/invalid", "Cannot print JSON and another form at once", {
      hint: 'Give "--json" or "--reporter", not both',
    });
  }
  // One file after the other: of each only what is compared with others is kept.
  const profiles: ComparedProfile[] = [];
  let mendedStdin = false;
  for (const path of new Set(files)) {
    const linted = await lintPath(host, path, options);
    profiles.push(toCompare(linted));
    if (options.fix === true) mendedStdin = await writeMended(host, linted, options) || mendedStdin;
  }
  const report = reportOn(profiles);
  const text = await render(host, report, options);
  // Standard output belongs to the mended copy when there is no file to put it beside.
  if (mendedStdin) host.terminal.writeError(text);
  else host.terminal.write(text);
  if (report.counts.error > 0) return EXIT_CODE.fail;
  return report.counts.problem > 0 ? EXIT_CODE.inconclusive : EXIT_CODE.pass;
}

async function lintPath(host: LintHost, path: string, options: LintCommandOptions): Promise<LintedProfile> {
  try {
    return await lintProfile(await readProfileFile(host, path), toolOf(options));
  } catch (thrown) {
    return unjudgedProfile(path, thrown);
  }
}

function toolOf({ for: tool }: LintCommandOptions): LintOptions {
  return tool === undefined ? {} : { tool };
}

async function render(host: LintHost, report: LintReport, options: LintCommandOptions): Promise<string> {
  if (options.json === true) return `${jsonText(report)}\n`;
  switch (options.reporter) {
    case "github":
      return reportFindingsGithub(report);
    case "sarif":
      return reportFindingsSarif(report, TOOL);
    case "junit":
      return reportFindingsJunit(report);
    default:
      if (options.quiet === true) return reportTotals(report);
      return reportFindingsText(report, await createStyle(host.facts.colour && options.color));
  }
}

/** Writes the copy of one file; true when it went to standard output, as that of standard input. */
async function writeMended(
  host: LintHost,
  profile: LintedProfile,
  options: LintCommandOptions,
): Promise<boolean> {
  const { file } = profile.report;
  const { text, mended, after } = await mendProfile(profile, toolOf(options));
  if (text === null) return false;
  const left = after.report.findings.filter(({ severity }) => severity === "error").length;
  const isStdin = file === STDIN_NAME;
  if (isStdin) host.terminal.writeFile(text);
  else await host.profileFiles.write(copyPath(file, options), text, { replace: options.force === true });
  const where = isStdin ? "standard output" : copyPath(file, options);
  host.terminal.writeError(
    `bmverify: Mended ${mended.length} of the findings in "${file}"; the copy is ${where}${
      left === 0 ? "" : `, and still has ${left} ${left === 1 ? "error" : "errors"}`
    }\n`,
  );
  return isStdin;
}

/** `NAME.mended.EXT` beside the file, or the same name below `--out`. */
function copyPath(file: string, { out }: LintCommandOptions): string {
  const slash = file.lastIndexOf("/");
  const name = file.slice(slash + 1);
  if (out !== undefined) return `${out.replace(/\/+$/, "")}/${name}`;
  const dot = name.lastIndexOf(".");
  const copy = dot <= 0 ? `${name}.mended` : `${name.slice(0, dot)}.mended${name.slice(dot)}`;
  return file.slice(0, slash + 1) + copy;
}
