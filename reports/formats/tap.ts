// The Test Anything Protocol, version 14: one line a case, suites as subtests, the rest as YAML. TAP knows no third
// outcome: inconclusive is `not ok`, and its YAML says so.
import type { Verdict } from "../../harness/model/verdict.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { caseSuites } from "../views/case_suites.ts";
import { printableLine, withoutLogCommands } from "../../harness/model/text/printable.ts";
import type { Reporter } from "../views/reporter.ts";
import { headlineOf, VERDICT_WORD } from "../views/verdict_words.ts";
import type { CaseSuite, ReportCase } from "../views/report_case.ts";

/** `tap`: `results.tap`. */
export const tapReporter: Reporter = {
  name: "tap",
  fileName: "results.tap",
  readers: "prove, bats and other consumers of TAP 14",
  render: (record) => withoutLogCommands(`${linesOf(record).join("\n")}\n`),
};

function linesOf(record: RunRecord): readonly string[] {
  const suites = caseSuites(record);
  const notice = noticeOf(record);
  return [
    "TAP version 14",
    `# ${comment(`${VERDICT_WORD[record.verdict]}: ${headlineOf(record)}`)}`,
    ...(notice === null ? [] : [`# ${comment(notice)}`]),
    `# Policy ${comment(policyInWords(record.policy))}`,
    `1..${suites.length}`,
    ...suites.flatMap((suite, index) => suiteLines(suite, index + 1)),
  ];
}

const OK: ReadonlySet<Verdict> = new Set(["measured", "pass", "skipped"]);

function suiteLines({ name, cases }: CaseSuite, number: number): readonly string[] {
  const inner = [`# Subtest: ${comment(name)}`, `1..${cases.length}`, ...cases.flatMap(caseLines)];
  const isOk = cases.every(({ outcome }) => OK.has(outcome));
  return [
    ...inner.map((line) => `    ${line}`),
    `${isOk ? "ok" : "not ok"} ${number} - ${description(name)}`,
  ];
}

function caseLines(
  { name, outcome, type, message, durationMs, output }: ReportCase,
  index: number,
): readonly string[] {
  const isOk = OK.has(outcome);
  const directive = outcome === "skipped" ? ` # SKIP ${description(type)}` : "";
  const facts = { verdict: outcome, reason: type, message, duration_ms: durationMs, output };
  return [
    `${isOk ? "ok" : "not ok"} ${index + 1} - ${description(name)}${directive}`,
    "  ---",
    ...Object.entries(facts).filter(([, value]) => value !== null).map(([key, value]) =>
      `  ${key}: ${yaml(value)}`
    ),
    "  ...",
  ];
}

/** A description in which nothing starts a directive. */
function description(text: string): string {
  return printableLine(text, 300).replaceAll("\\", "\\\\").replaceAll("#", "\\#");
}

function comment(text: string): string {
  return printableLine(text, 300);
}

/** A value as JSON, which YAML includes. */
function yaml(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(printableLine(value));
  if (Array.isArray(value)) return `[${value.map(yaml).join(", ")}]`;
  return JSON.stringify(value);
}
