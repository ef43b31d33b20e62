// JUnit XML as Jenkins' junit-10 schema has it: a suite of prerequisites, then one suite a scenario with its
// attempts as test cases. Fail is `failure`, inconclusive `error`, skipped `skipped`, by kind and never by text.
import { noticeOf } from "../views/notice_of.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import { caseSuites } from "../views/case_suites.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import type { Reporter } from "../views/reporter.ts";
import { serialiseXml, type XmlElement, xmlElement } from "../../harness/model/text/xml.ts";
import type { ReportCase } from "../views/report_case.ts";
import { coresInWords } from "../views/machine_words.ts";

/** `junit`: `junit.xml`. */
export const junitReporter: Reporter = {
  name: "junit",
  fileName: "junit.xml",
  readers: "Jenkins, GitLab, Azure DevOps and every other CI server",
  render: (record, { sinceLastRun }) => serialiseXml(testsuites(record, sinceLastRun)),
};

function testsuites(record: RunRecord, since: readonly string[] = []): XmlElement {
  const suites = caseSuites(record);
  const cases = suites.flatMap((suite) => suite.cases);
  return xmlElement("testsuites", {
    name: `bmverify ${record.runId}`,
    time: seconds(record.durationMs),
    tests: cases.length,
    failures: count(cases, "fail"),
    errors: count(cases, "inconclusive"),
  }, suites.map((suite) => testsuite(suite, record, since)));
}

function testsuite(
  { name, cases }: { readonly name: string; readonly cases: readonly ReportCase[] },
  record: RunRecord,
  since: readonly string[],
): XmlElement {
  const durationMs = cases.reduce((sum, one) => sum + (one.durationMs ?? 0), 0);
  return xmlElement("testsuite", {
    name: printableLine(name),
    tests: cases.length,
    failures: count(cases, "fail"),
    errors: count(cases, "inconclusive"),
    skipped: count(cases, "skipped"),
    time: seconds(durationMs),
    timestamp: record.startedAt.replace(/(\.\d+)?Z$/, ""),
    hostname: record.device.hostName === null ? null : printableLine(record.device.hostName),
  }, [properties(record, since), ...cases.map(testcase)]);
}

function testcase({ name, className, durationMs, outcome, type, message, output }: ReportCase): XmlElement {
  const children: XmlElement[] = [];
  const attributes = { type, message: printableLine(message) };
  if (outcome === "fail") children.push(xmlElement("failure", attributes, [message]));
  if (outcome === "inconclusive") children.push(xmlElement("error", attributes, [message]));
  if (outcome === "skipped") children.push(xmlElement("skipped", attributes, [message]));
  if (output.length > 0) children.push(xmlElement("system-out", {}, [`${output.join("\n")}\n`]));
  return xmlElement("testcase", {
    name: printableLine(name),
    classname: printableLine(className),
    time: seconds(durationMs),
  }, children);
}

function properties(record: RunRecord, since: readonly string[]): XmlElement {
  const { simulated, unverified, device, policy, tool, runId, verdict, reason, restore } = record;
  const facts: Readonly<Record<string, string | boolean | null>> = {
    notice: noticeOf(record),
    simulated,
    unverified: printableLine(unverified.join("; ")),
    "device.profile": device.profile,
    "device.platform": device.platform,
    "device.platformAssumed": device.platformAssumed,
    "device.osVersion": device.osVersion,
    "device.osBuild": device.osBuild,
    "device.hardwareModel": device.hardwareModel,
    "device.chip": device.chip,
    "device.cores": device.cores.length === 0 ? null : coresInWords(device),
    "device.memoryBytes": device.memoryBytes === null ? null : String(device.memoryBytes),
    "device.agentPath": device.agentPath,
    "device.appVersion": device.appVersion,
    "device.engineVersion": device.engineVersion,
    "device.releaseRing": device.releaseRing,
    "device.definitionsStatus": device.definitionsStatus,
    "device.tamperProtection": device.tamperProtection,
    "policy.id": policy.id,
    "policy.date": policy.date,
    "policy.why": policy.why,
    "tool.version": tool.version,
    "run.id": runId,
    "run.verdict": verdict,
    "run.reason": reason,
    "run.restore": restore.status,
    "run.sinceLastRun": since.length === 0 ? null : since.join(" "),
  };
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return xmlElement(
    "properties",
    {},
    known.map(([name, value]) => xmlElement("property", { name, value: printableLine(String(value)) })),
  );
}

function count(cases: readonly ReportCase[], outcome: Verdict): number {
  return cases.filter((one) => one.outcome === outcome).length;
}

function seconds(durationMs: number | null): string | null {
  return durationMs === null ? null : (durationMs / 1000).toFixed(3);
}
