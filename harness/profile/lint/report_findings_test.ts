// The linter's reports, with hostile text in every place that takes text.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PLAIN_STYLE } from "../../model/text/style.ts";
import { HARMLESS_REPORT, HOSTILE_REPORT } from "../../testing/invented_lint_reports.ts";
import { reportFindingsGithub } from "./report_findings_github.ts";
import { reportFindingsJunit } from "./report_findings_junit.ts";
import { reportFindingsSarif } from "./report_findings_sarif.ts";
import { reportFindingsText } from "./report_findings_text.ts";

Deno.test("reportFindingsText() gives place, severity, rule, why and remedy, then the totals", () => {
  assertEquals(
    reportFindingsText(HARMLESS_REPORT, PLAIN_STYLE),
    `wdav.plist:4:7: error: It is wrong [wrong-level]
  Because
  → Mend it (--fix mends it)

wdav.plist: info: It is so [signed-profile]
  Because
  → Know it

b.plist: could not be judged profile/too-large
  Cannot read profile "b.plist"
  → Check it

2 files checked: 1 error, 1 for information, 1 could not be judged
`,
  );
});

Deno.test("reportFindingsText() says so when nothing was found", () => {
  const report = { files: [], counts: { error: 0, warning: 0, info: 0, problem: 0 } };
  assertEquals(reportFindingsText(report, PLAIN_STYLE), "0 files checked: nothing found\n");
});

Deno.test("reportFindingsGithub() writes one workflow command a finding, with the place", () => {
  assertEquals(
    reportFindingsGithub(HARMLESS_REPORT),
    "::error file=wdav.plist,line=4,endLine=4,col=7,endColumn=12,title=wrong-level::It is wrong. Mend it. (Because)\n" +
      "::notice file=wdav.plist,title=signed-profile::It is so. Know it. (Because)\n" +
      '::error file=b.plist,title=profile/too-large::Cannot read profile "b.plist". Check it\n',
  );
});

Deno.test("reportFindingsGithub() lets no text break out of its command or its property", () => {
  const lines = reportFindingsGithub(HOSTILE_REPORT).split("\n");
  assertEquals(
    lines.length,
    HOSTILE_REPORT.files.reduce((sum, { findings }) => sum + findings.length, 0) + 1,
  );
  for (const line of lines.slice(0, -1)) {
    const [, head = "", message = ""] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
    assert(/^file=[^,:\r\n]*,line=\d+,endLine=\d+,title=[^,:\r\n]*$/.test(head), head);
    assert(!/[\r\n]/.test(message));
    assertStringIncludes(message, "100%25");
    assertStringIncludes(message, "%0A::set-output");
  }
});

Deno.test("reportFindingsSarif() lists every rule, and gives results their rule, place and an URI", () => {
  const log = JSON.parse(reportFindingsSarif(HOSTILE_REPORT, { name: "bmverify", version: "0.1.0" }));
  const [run] = log.runs;
  const [result] = run.results;
  assertEquals(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  assertEquals(artifactLocation.uri, "a%20b%2C%3A%3C%26%22%0A/c.plist");
  assertEquals(region, { startLine: 1, startColumn: 2, endLine: 3, endColumn: 4 });
});

Deno.test("reportFindingsSarif() says of files that could not be judged that the run was no success", () => {
  const log = JSON.parse(reportFindingsSarif(HARMLESS_REPORT, { name: "bmverify", version: "0.1.0" }));
  const [invocation] = log.runs[0].invocations;
  assertEquals(invocation.executionSuccessful, false);
  assertEquals(invocation.toolExecutionNotifications[0].descriptor.id, "profile/too-large");
});

Deno.test("reportFindingsJunit() counts errors as failures and files that could not be judged as errors", () => {
  const xml = reportFindingsJunit(HARMLESS_REPORT);
  assertStringIncludes(xml, '<testsuites name="profile lint" tests="2" failures="1" errors="1">');
  assertStringIncludes(xml, '<failure type="wrong-level" message="It is wrong">');
  assertStringIncludes(xml, '<error type="profile/too-large"');
});

Deno.test("reportFindingsJunit() lets no text break out of its element or attribute", () => {
  const xml = reportFindingsJunit(HOSTILE_REPORT);
  assert(!xml.includes("]]>") && !xml.includes("<script>") && !xml.includes("\u0000"));
});
