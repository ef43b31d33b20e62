// Findings as SARIF 2.1.0, for code scanning.
import { type Finding, type FindingSeverity, RULE_IDS } from "../words/finding.ts";
import type { LintReport } from "./lint_report.ts";
import { RULE_TITLES } from "./rule_titles.ts";

const LEVEL: Readonly<Record<FindingSeverity, string>> = { error: "error", warning: "warning", info: "note" };

/** The report as a SARIF log, ending in a line feed. */
export function reportFindingsSarif(
  report: LintReport,
  tool: { readonly name: string; readonly version: string },
): string {
  const problems = report.files.flatMap(({ file, problem }) =>
    problem === null ? [] : [{
      level: "error",
      descriptor: { id: problem.code },
      message: { text: `${problem.message}. ${problem.hint}.` },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
    }]
  );
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: {
        driver: {
          ...tool,
          rules: RULE_IDS.map((id) => ({ id, shortDescription: { text: RULE_TITLES[id] } })),
        },
      },
      columnKind: "utf16CodeUnits",
      invocations: [{ executionSuccessful: problems.length === 0, toolExecutionNotifications: problems }],
      results: report.files.flatMap(({ findings }) => findings.map(result)),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(finding: Finding): object {
  const { line, column, endLine, endColumn } = finding;
  const region = line === null
    ? {}
    : { region: { startLine: line, startColumn: column, endLine, endColumn } };
  return {
    ruleId: finding.rule,
    ruleIndex: RULE_IDS.indexOf(finding.rule),
    level: LEVEL[finding.severity],
    message: { text: `${finding.what}. ${finding.why}. ${finding.remedy}.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(finding.file) }, ...region } }],
  };
}

/** A relative reference (RFC 3986); a colon in the first step would read as a scheme. */
function uriOf(file: string): string {
  const uri = file.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return uri.startsWith("//") ? `/.${uri.slice(1)}` : uri;
}
