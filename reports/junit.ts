// JUnit XML as Jenkins' junit-10 schema has it: a suite of prerequisites, then one suite a scenario with its
// attempts as test cases. Fail is `failure`, inconclusive `error`, skipped `skipped`, by kind and never by text.
import { blockingPrerequisites } from "../harness/model/prerequisite.ts";
import type { Prerequisite } from "../harness/model/prerequisite.ts";
import type { AttemptRecord, RunRecord, ScenarioRecord } from "../harness/model/run_record.ts";
import type { Verdict } from "../harness/model/verdict.ts";
import { printableLine } from "./printable.ts";
import type { Reporter } from "./reporter.ts";
import { serialiseXml, type XmlElement, xmlElement } from "./xml.ts";

/** `junit`: `junit.xml`. */
export const junitReporter: Reporter = {
  name: "junit",
  fileName: "junit.xml",
  readers: "Jenkins, GitLab, Azure DevOps and every other CI server",
  render: (record) => serialiseXml(testsuites(record)),
};

interface Case {
  readonly name: string;
  readonly className: string;
  readonly durationMs: number | null;
  readonly outcome: Verdict;
  readonly type: string;
  readonly message: string;
  readonly output: readonly string[];
}

function testsuites(record: RunRecord): XmlElement {
  const suites = [prerequisiteCases(record), ...record.scenarios.map(scenarioCases), runCases(record)]
    .filter(({ cases }) => cases.length > 0);
  const cases = suites.flatMap((suite) => suite.cases);
  return xmlElement("testsuites", {
    name: `bmverify ${record.runId}`,
    time: seconds(record.durationMs),
    tests: cases.length,
    failures: count(cases, "fail"),
    errors: count(cases, "inconclusive"),
  }, suites.map((suite) => testsuite(suite.name, suite.cases, record)));
}

function testsuite(name: string, cases: readonly Case[], record: RunRecord): XmlElement {
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
  }, [properties(record), ...cases.map(testcase)]);
}

function testcase({ name, className, durationMs, outcome, type, message, output }: Case): XmlElement {
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

function properties(
  { simulated, device, policy, tool, runId, verdict, reason, restore }: RunRecord,
): XmlElement {
  const facts: Readonly<Record<string, string | boolean | null>> = {
    simulated,
    "device.profile": device.profile,
    "device.platform": device.platform,
    "device.platformAssumed": device.platformAssumed,
    "device.osVersion": device.osVersion,
    "device.agentPath": device.agentPath,
    "device.appVersion": device.appVersion,
    "device.engineVersion": device.engineVersion,
    "device.releaseRing": device.releaseRing,
    "device.definitionsStatus": device.definitionsStatus,
    "device.tamperProtection": device.tamperProtection,
    "policy.id": policy.id,
    "policy.date": policy.date,
    "tool.version": tool.version,
    "run.id": runId,
    "run.verdict": verdict,
    "run.reason": reason,
    "run.restore": restore.status,
  };
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return xmlElement(
    "properties",
    {},
    known.map(([name, value]) => xmlElement("property", { name, value: printableLine(String(value)) })),
  );
}

function prerequisiteCases({ prerequisites }: RunRecord): { name: string; cases: readonly Case[] } {
  const blocking = blockingPrerequisites(prerequisites);
  const cases = prerequisites.map((one): Case => ({
    name: one.id,
    className: "prerequisites",
    durationMs: null,
    // What blocks could not be judged; what does not block was looked at and is not in the way of the verdict.
    outcome: one.status === "met" ? "pass" : blocking.includes(one) ? "inconclusive" : "skipped",
    type: one.waiver === null ? one.status : "waived",
    message: one.waiver === null ? one.detail : `${one.detail} (waived: ${one.waiver.reason})`,
    output: prerequisiteOutput(one),
  }));
  return { name: "prerequisites", cases };
}

function prerequisiteOutput({ title, severity, status, detail, remedy }: Prerequisite): readonly string[] {
  return [`${title} (${severity}): ${status}`, detail, ...(remedy === null ? [] : [`Remedy: ${remedy}`])];
}

function scenarioCases(scenario: ScenarioRecord): { name: string; cases: readonly Case[] } {
  const { id, attempts } = scenario;
  const cases = attempts.map((attempt) => attemptCase(scenario, attempt));
  // A scenario without attempts still has to be seen, and so has one that did not get to its end.
  const whole = attempts.length === 0 || !attempts.some(({ verdict }) => verdict === scenario.verdict);
  return { name: id, cases: whole ? [...cases, scenarioCase(scenario)] : cases };
}

function scenarioCase({ id, title, verdict, reason, explanation }: ScenarioRecord): Case {
  return {
    name: title,
    className: id,
    durationMs: null,
    outcome: verdict,
    type: reason,
    message: explanation,
    output: [],
  };
}

function attemptCase({ id, title, attempts }: ScenarioRecord, attempt: AttemptRecord): Case {
  const { index, verdict, reason, explanation, child } = attempt;
  return {
    name: attempts.length === 1 ? title : `${title} (attempt ${index} of ${attempts.length})`,
    className: id,
    durationMs: child?.durationMs ?? null,
    outcome: verdict,
    type: reason,
    message: explanation,
    output: attemptOutput(attempt),
  };
}

function attemptOutput(attempt: AttemptRecord): readonly string[] {
  const { reason, explanation, child, timeToBlockMs, timeToRecordMs, detections, problems, evidence } =
    attempt;
  return [
    `${reason}: ${explanation}`,
    ...(child === null
      ? []
      : [`Trigger: pid ${child.pid}, exit code ${child.exitCode}, signal ${child.signal}`]),
    ...(timeToBlockMs === null ? [] : [`Time to block: ${seconds(timeToBlockMs)} s`]),
    ...(timeToRecordMs === null ? [] : [`Time to record: ${seconds(timeToRecordMs)} s`]),
    ...detections.map(({ name, type, status }) => `Detection: ${name}, type ${type}, status ${status}`),
    ...problems.map(({ code, message, hint }) => `Problem ${code}: ${message} (${hint})`),
    ...(evidence.length === 0 ? [] : [`Evidence: ${evidence.join(", ")}`]),
  ];
}

/** What concerns the run as a whole and no scenario: the device not put back, problems, nothing run. */
function runCases(record: RunRecord): { name: string; cases: readonly Case[] } {
  const { restore, reason, explanation, scenarios, verdict, problems } = record;
  const base = { className: "run", durationMs: null };
  const cases: Case[] = [{
    ...base,
    name: "device is as it was found",
    outcome: restore.status === "failed" ? "inconclusive" : "pass",
    type: restore.status,
    message: restore.detail,
    output: [restore.detail],
  }];
  if (!scenarios.some((scenario) => scenario.verdict === verdict)) {
    const output = problems.map(({ code, message, hint }) => `Problem ${code}: ${message} (${hint})`);
    cases.push({
      ...base,
      name: "run could be judged",
      outcome: verdict,
      type: reason,
      message: explanation,
      output,
    });
  }
  return { name: "run", cases };
}

function count(cases: readonly Case[], outcome: Verdict): number {
  return cases.filter((one) => one.outcome === outcome).length;
}

function seconds(durationMs: number | null): string | null {
  return durationMs === null ? null : (durationMs / 1000).toFixed(3);
}
