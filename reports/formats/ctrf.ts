// The Common Test Report Format, which several CI dashboards read. Its `other` is the only status that is neither
// passed nor failed nor skipped: inconclusive goes there, with the word itself in `rawStatus`.
import { noticeOf } from "../views/notice_of.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import { caseSuites } from "../views/case_suites.ts";
import { mapTexts } from "../stored/map_texts.ts";
import { jsonText, printable } from "../../harness/model/text/printable.ts";
import type { Reporter } from "../views/reporter.ts";
import { headlineOf } from "../views/verdict_words.ts";
import type { CaseSuite, ReportCase } from "../views/report_case.ts";

/** `ctrf`: `ctrf.json`. */
export const ctrfReporter: Reporter = {
  name: "ctrf",
  fileName: "ctrf.json",
  readers: "CI dashboards and actions that read the Common Test Report Format",
  render: (record) => `${jsonText(ctrfOf(mapTexts(record, printable)))}\n`,
};

const STATUS: Readonly<Record<Verdict, string>> = {
  measured: "passed",
  pass: "passed",
  fail: "failed",
  inconclusive: "other",
  skipped: "skipped",
};

function ctrfOf(record: RunRecord): unknown {
  const suites = caseSuites(record);
  const start = Date.parse(record.startedAt);
  const stop = record.finishedAt === null ? start : Date.parse(record.finishedAt);
  return {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    runId: record.runId,
    timestamp: new Date(stop).toISOString(),
    generatedBy: `bmverify ${record.tool.version}`,
    results: {
      // First, for what the run was on must be seen before what it says.
      environment: environment(record),
      extra: { bmverify: runFacts(record) },
      tool: { name: record.tool.name, version: record.tool.version },
      summary: { ...counts(suites), suites: suites.length, start, stop, duration: stop - start },
      tests: suites.flatMap((suite) => suite.cases.map((one) => testOf(suite, one, record))),
    },
  };
}

function counts(suites: readonly CaseSuite[]): Readonly<Record<string, number>> {
  const cases = suites.flatMap((suite) => suite.cases);
  const count = (verdict: Verdict) => cases.filter(({ outcome }) => outcome === verdict).length;
  return {
    tests: cases.length,
    passed: count("pass") + count("measured"),
    failed: count("fail"),
    skipped: count("skipped"),
    pending: 0,
    other: count("inconclusive"),
  };
}

function testOf({ name }: CaseSuite, one: ReportCase, record: RunRecord): unknown {
  const start = one.startedAt === null ? null : Date.parse(one.startedAt);
  const duration = Math.round(one.durationMs ?? 0);
  return {
    name: one.name,
    status: STATUS[one.outcome],
    rawStatus: one.outcome,
    duration,
    ...(start === null ? {} : { start, stop: start + duration }),
    suite: [name],
    ...(one.outcome === "pass" ? {} : { message: one.message }),
    tags: [one.type],
    device: record.device.hostName ?? record.device.platform,
    ...(one.output.length === 0 ? {} : { stdout: one.output }),
  };
}

function environment(record: RunRecord): unknown {
  const { device, simulated } = record;
  return {
    appName: "Microsoft Defender for Endpoint",
    ...(device.appVersion === null ? {} : { appVersion: device.appVersion }),
    osPlatform: device.platform,
    ...(device.osVersion === null ? {} : { osVersion: device.osVersion }),
    testEnvironment: simulated && !record.recorded
      ? `simulated device ${device.profile ?? ""}`.trim()
      : noticeOf(record) ?? "real device",
  };
}

function runFacts(record: RunRecord): unknown {
  const { simulated, unverified, verdict, reason, explanation, exitCode, restore, policy } = record;
  return {
    simulated,
    unverified,
    verdict,
    reason,
    headline: headlineOf(record),
    explanation,
    exitCode,
    restore,
    policy,
  };
}
