// Findings as workflow commands that GitHub shows beside the lines of a change.
import type { Finding } from "../words/finding.ts";
import type { LintReport } from "./lint_profiles.ts";

const COMMAND = { error: "error", warning: "warning", info: "notice" } as const;

/** One command a finding or problem. */
export function reportFindingsGithub(report: LintReport): string {
  const commands = report.files.flatMap(({ file, findings, problem }) => [
    ...findings.map(annotation),
    ...(problem === null ? [] : [
      `::error file=${property(file)},title=${property(problem.code)}::${
        data(`${problem.message}. ${problem.hint}`)
      }`,
    ]),
  ]);
  return commands.map((command) => `${command}\n`).join("");
}

function annotation(finding: Finding): string {
  const properties = [
    `file=${property(finding.file)}`,
    ...(finding.line === null ? [] : [`line=${finding.line}`, `endLine=${finding.endLine}`]),
    // GitHub takes columns only within one line.
    ...(finding.line !== null && finding.line === finding.endLine
      ? [`col=${finding.column}`, `endColumn=${finding.endColumn}`]
      : []),
    `title=${property(finding.rule)}`,
  ];
  return `::${COMMAND[finding.severity]} ${properties.join(",")}::${
    data(`${finding.what}. ${finding.remedy}. (${finding.why})`)
  }`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
