// Findings as JUnit XML (Jenkins junit-10.xsd): a suite a file, a case a finding. Only errors fail; warnings and notes
// stand in the output of the suite.
import type { Finding } from "../words/finding.ts";
import type { FileReport } from "./lint_profile.ts";
import type { LintReport } from "./lint_profiles.ts";
import { escapeXml } from "../write/write_plist_xml.ts";

/** The report as JUnit XML, ending in a line feed. */
export function reportFindingsJunit(report: LintReport): string {
  const { error, problem } = report.counts;
  const tests = report.files.reduce((sum, file) => sum + casesOf(file), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="profile lint" tests="${tests}" failures="${error}" errors="${problem}">`,
    ...report.files.flatMap(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function errorsOf({ findings }: FileReport): readonly Finding[] {
  return findings.filter(({ severity }) => severity === "error");
}

/** A file without errors counts as one case that passed. */
function casesOf(file: FileReport): number {
  return Math.max(1, errorsOf(file).length + (file.problem === null ? 0 : 1));
}

function suite(file: FileReport): readonly string[] {
  const errors = errorsOf(file);
  const others = file.findings.filter(({ severity }) => severity !== "error");
  const name = attribute(file.file);
  const counts = `tests="${casesOf(file)}" failures="${errors.length}" errors="${
    file.problem === null ? 0 : 1
  }"`;
  const cases = [
    ...errors.map((finding) =>
      testCase(name, { name: `${finding.rule}${placeOf(finding)}`, body: failure(finding) })
    ),
    ...(file.problem === null ? [] : [
      testCase(name, {
        name: file.problem.code,
        body: `<error type="${attribute(file.problem.code)}" message="${attribute(file.problem.message)}">${
          escapeXml(file.problem.hint)
        }</error>`,
      }),
    ]),
  ];
  return [
    `  <testsuite name="${name}" ${counts}>`,
    ...(cases.length === 0 ? [`    <testcase classname="${name}" name="no errors"/>`] : cases),
    ...(others.length === 0
      ? []
      : [`    <system-out>${escapeXml(others.map(line).join("\n"))}</system-out>`]),
    "  </testsuite>",
  ];
}

function testCase(
  className: string,
  { name, body }: { readonly name: string; readonly body: string },
): string {
  return `    <testcase classname="${className}" name="${attribute(name)}">${body}</testcase>`;
}

function failure(finding: Finding): string {
  const text = `${finding.why}. ${finding.remedy}.`;
  return `<failure type="${finding.rule}" message="${attribute(finding.what)}">${escapeXml(text)}</failure>`;
}

function line(finding: Finding): string {
  return `${finding.severity}${placeOf(finding)}: ${finding.what} [${finding.rule}] ${finding.remedy}`;
}

function placeOf({ line, column }: Finding): string {
  return line === null ? "" : ` at ${line}:${column}`;
}

function attribute(text: string): string {
  return escapeXml(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}
