// Findings as workflow commands that GitHub shows beside the lines of a change.
import { escapeData, escapeProperty } from "../../model/text/github_command.ts";
import type { Finding } from "../words/finding.ts";
import type { LintReport } from "./lint_report.ts";

const COMMAND = { error: "error", warning: "warning", info: "notice" } as const;

/** One command a finding or problem. */
export function reportFindingsGithub(report: LintReport): string {
  const commands = report.files.flatMap(({ file, findings, problem }) => [
    ...findings.map(annotation),
    ...(problem === null ? [] : [
      `::error file=${escapeProperty(file)},title=${escapeProperty(problem.code)}::${
        escapeData(`${problem.message}. ${problem.hint}`)
      }`,
    ]),
  ]);
  return commands.map((command) => `${command}\n`).join("");
}

function annotation(finding: Finding): string {
  const properties = [
    `file=${escapeProperty(finding.file)}`,
    ...(finding.line === null ? [] : [`line=${finding.line}`, `endLine=${finding.endLine}`]),
    // GitHub takes columns only within one line.
    ...(finding.line !== null && finding.line === finding.endLine
      ? [`col=${finding.column}`, `endColumn=${finding.endColumn}`]
      : []),
    `title=${escapeProperty(finding.rule)}`,
  ];
  return `::${COMMAND[finding.severity]} ${properties.join(",")}::${
    escapeData(`${finding.what}. ${finding.remedy}. (${finding.why})`)
  }`;
}
