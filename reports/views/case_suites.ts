// A run as suites of cases, the way test formats see the world: prerequisites, one suite a scenario with its attempts,
// and the run itself. What is inconclusive stays apart from what failed; each format says it in its own words.
import { blockingPrerequisites, type Prerequisite, waiverInWords } from "../../harness/model/prerequisite.ts";
import type { AttemptRecord, RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { measurementSuites } from "./measurement_cases.ts";
import type { CaseSuite, ReportCase } from "./report_case.ts";

/** All suites that have cases. */
export function caseSuites(record: RunRecord): readonly CaseSuite[] {
  return [
    prerequisiteCases(record),
    ...record.scenarios.map(scenarioCases),
    ...measurementSuites(record),
    runCases(record),
  ].filter(({ cases }) => cases.length > 0);
}

function prerequisiteCases({ prerequisites }: RunRecord): CaseSuite {
  const blocking = blockingPrerequisites(prerequisites);
  const cases = prerequisites.map((one): ReportCase => ({
    name: one.id,
    className: "prerequisites",
    startedAt: null,
    durationMs: null,
    // What blocks could not be judged; what does not block was looked at and is not in the way of the verdict.
    outcome: one.status === "met" ? "pass" : blocking.includes(one) ? "inconclusive" : "skipped",
    type: one.waiver === null ? one.status : "waived",
    message: one.waiver === null ? one.detail : `${one.detail} (waived: ${waiverInWords(one.waiver)})`,
    output: prerequisiteOutput(one),
  }));
  return { name: "prerequisites", cases };
}

function prerequisiteOutput({ title, severity, status, detail, remedy }: Prerequisite): readonly string[] {
  return [`${title} (${severity}): ${status}`, detail, ...(remedy === null ? [] : [`Remedy: ${remedy}`])];
}

function scenarioCases(scenario: ScenarioRecord): CaseSuite {
  const { id, attempts } = scenario;
  const cases = attempts.map((attempt) => attemptCase(scenario, attempt));
  // A scenario without attempts still has to be seen, and so has one that did not get to its end.
  const whole = attempts.length === 0 || !attempts.some(({ verdict }) => verdict === scenario.verdict);
  return { name: id, cases: whole ? [...cases, scenarioCase(scenario)] : cases };
}

function scenarioCase({ id, title, verdict, reason, explanation }: ScenarioRecord): ReportCase {
  return {
    name: title,
    className: id,
    startedAt: null,
    durationMs: null,
    outcome: verdict,
    type: reason,
    message: explanation,
    output: [],
  };
}

function attemptCase({ id, title, attempts }: ScenarioRecord, attempt: AttemptRecord): ReportCase {
  const { index, verdict, reason, explanation, child } = attempt;
  return {
    name: attempts.length === 1 ? title : `${title} (attempt ${index} of ${attempts.length})`,
    className: id,
    startedAt: attempt.startedAt,
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
function runCases(record: RunRecord): CaseSuite {
  const { restore, reason, explanation, scenarios, verdict, problems } = record;
  const base = { className: "run", startedAt: null, durationMs: null };
  const cases: ReportCase[] = [{
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

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
