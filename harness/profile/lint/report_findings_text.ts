// Findings for a person: one paragraph each, then the totals.
import { printableLine } from "../../model/text/printable.ts";
import type { Style } from "../../model/text/style.ts";
import type { Finding } from "../words/finding.ts";
import type { LintReport } from "./lint_report.ts";

/** The report as text, ending in a line feed. */
export function reportFindingsText(report: LintReport, style: Style): string {
  const blocks = report.files.flatMap(({ file, findings, problem }) => [
    ...findings.map((finding) => paragraph(finding, style)),
    ...(problem === null ? [] : [
      `${style.bold(printableLine(file))}: ${style.red("could not be judged")} ${style.dim(problem.code)}\n` +
      `  ${printableLine(problem.message)}\n  → ${printableLine(problem.hint)}\n`,
    ]),
  ]);
  return `${blocks.join("\n")}${blocks.length === 0 ? "" : "\n"}${reportTotals(report)}`;
}

function paragraph(finding: Finding, style: Style): string {
  const file = printableLine(finding.file);
  const place = finding.line === null ? file : `${file}:${finding.line}:${finding.column}`;
  const paint = { error: style.red, warning: style.yellow, info: style.cyan }[finding.severity];
  const fixable = finding.fixable ? style.dim(" (--fix mends it)") : "";
  return [
    `${style.bold(place)}: ${paint(finding.severity)}: ${finding.what} ${style.dim(`[${finding.rule}]`)}`,
    `  ${style.dim(finding.why)}`,
    `  → ${finding.remedy}${fixable}`,
    "",
  ].join("\n");
}

/** How many files were checked and what was found, as one line. */
export function reportTotals({ files, counts }: LintReport): string {
  const checked = `${files.length} ${files.length === 1 ? "file" : "files"} checked`;
  const parts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = counts[severity];
    if (count === 0) return [];
    return [
      severity === "info" ? `${count} for information` : `${count} ${severity}${count === 1 ? "" : "s"}`,
    ];
  });
  const unjudged = counts.problem === 0 ? [] : [`${counts.problem} could not be judged`];
  const all = [...parts, ...unjudged];
  return `${checked}: ${all.length === 0 ? "nothing found" : all.join(", ")}\n`;
}
