// Findings as JUnit XML (Jenkins junit-10.xsd): a suite a file, a case a finding. Only errors fail; warnings and notes
// stand in the output of the suite.
import { serialiseXml, type XmlElement, xmlElement } from "../../model/text/xml.ts";
import type { Finding } from "../words/finding.ts";
import type { FileReport } from "./lint_profile.ts";
import type { LintReport } from "./lint_report.ts";

/** The report as JUnit XML, ending in a line feed. */
export function reportFindingsJunit({ files, counts }: LintReport): string {
  const suites = files.map(suiteOf);
  const tests = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const attributes = { name: "profile lint", tests, failures: counts.error, errors: counts.problem };
  return serialiseXml(xmlElement("testsuites", attributes, suites.map(({ suite }) => suite)));
}

/** A file without errors has one case, which passed. */
function suiteOf({ file, findings, problem }: FileReport): {
  readonly suite: XmlElement;
  readonly cases: readonly XmlElement[];
} {
  const errors = findings.filter(({ severity }) => severity === "error");
  const others = findings.filter(({ severity }) => severity !== "error");
  const testCase = (name: string, children: readonly XmlElement[]) =>
    xmlElement("testcase", { classname: file, name }, children);
  const wrong = [
    ...errors.map((finding) => testCase(`${finding.rule}${placeOf(finding)}`, [failure(finding)])),
    ...(problem === null ? [] : [
      testCase(problem.code, [
        xmlElement("error", { type: problem.code, message: problem.message }, [problem.hint]),
      ]),
    ]),
  ];
  const cases = wrong.length === 0 ? [testCase("no errors", [])] : wrong;
  const output = others.length === 0 ? [] : [xmlElement("system-out", {}, [others.map(line).join("\n")])];
  const attributes = {
    name: file,
    tests: cases.length,
    failures: errors.length,
    errors: problem === null ? 0 : 1,
  };
  return { suite: xmlElement("testsuite", attributes, [...cases, ...output]), cases };
}

function failure({ rule, what, why, remedy }: Finding): XmlElement {
  return xmlElement("failure", { type: rule, message: what }, [`${why}. ${remedy}.`]);
}

function line(finding: Finding): string {
  return `${finding.severity}${placeOf(finding)}: ${finding.what} [${finding.rule}] ${finding.remedy}`;
}

function placeOf({ line, column }: Finding): string {
  return line === null ? "" : ` at ${line}:${column}`;
}
