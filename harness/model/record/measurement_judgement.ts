// The verdict of a measurement, from what was folded of its events; and of a run that does both.
import type { Problem } from "../harness_error.ts";
import type { MeasurementOutcome, MeasurementPlan, MeasurementRecord } from "./measurement.ts";
import { FAULTS, type RunJudgement } from "./run_judgement.ts";
import { asSentence } from "../text/sentence.ts";
import { worstVerdict } from "../verdict.ts";

/** What a measurement is judged by. */
export interface JudgedMeasurement {
  readonly plan: MeasurementPlan;
  /** Null when the events end before the measurement did. */
  readonly outcome: MeasurementOutcome | null;
  readonly measurements: readonly MeasurementRecord[];
  readonly blocks: number;
  readonly interruptedBy: string | null;
  readonly problems: readonly Problem[];
}

/**
 * Judges a measurement: a budget exceeded first, whatever came after it; then an early end; then what could not be
 * told. A cost is no failure: only a budget makes it one.
 */
export function judgeMeasurement(run: JudgedMeasurement): RunJudgement {
  const judgement = exceeded(run) ?? endedEarly(run) ?? unclear(run) ?? measured(run);
  return { ...judgement, explanation: asSentence(judgement.explanation) };
}

/** Of a run with scenarios and a measurement the worse verdict counts; the scenarios' one when they are alike. */
export function combineJudgements(scenarios: RunJudgement, measurement: RunJudgement): RunJudgement {
  const worst = worstVerdict([scenarios.verdict, measurement.verdict]);
  const decisive = scenarios.verdict === worst ? scenarios : measurement;
  const other = decisive === scenarios ? measurement : scenarios;
  return { ...decisive, explanation: `${decisive.explanation} ${other.explanation}` };
}

function exceeded({ outcome }: JudgedMeasurement): RunJudgement | null {
  const beyond = outcome?.budgets.filter(({ verdict }) => verdict === "exceeded") ?? [];
  if (beyond.length === 0) return null;
  const each = beyond.map(({ key, judged }) => `${key} (${judged})`).join("; ");
  return { verdict: "fail", reason: "budget-exceeded", explanation: `Beyond its budget: ${each}` };
}

function endedEarly({ outcome, interruptedBy, problems, blocks }: JudgedMeasurement): RunJudgement | null {
  if (interruptedBy !== null) {
    const explanation = outcome === null
      ? `${interruptedBy} came before the result of ${blocks} blocks was derived.`
      : `${interruptedBy} stopped the measurement after ${blocks} blocks.`;
    return { verdict: "inconclusive", reason: "interrupted", explanation };
  }
  const [problem] = problems;
  if (problem !== undefined) {
    const explanation = `${asSentence(problem.message)} ${asSentence(problem.hint)}`;
    return { verdict: "inconclusive", reason: reasonOf(problem), explanation };
  }
  if (outcome !== null) return null;
  const explanation =
    "The record ends before the measurement did: the harness was killed or the machine went down.";
  return { verdict: "inconclusive", reason: "harness-error", explanation };
}

function reasonOf({ code }: Problem): RunJudgement["reason"] {
  if (FAULTS.has(code) || code === "output/not-writable") return "harness-error";
  if (code === "consent/refused") return "consent-not-given";
  if (code.startsWith("enablement/")) return "not-enabled";
  return code.startsWith("agent/") ? "agent-unreadable" : "cost-unclear";
}

function unclear(run: JudgedMeasurement): RunJudgement | null {
  const why = reasonsUnclear(run);
  if (why.length === 0) return null;
  return { verdict: "inconclusive", reason: "cost-unclear", explanation: why.join(" ") };
}

function reasonsUnclear({ outcome, measurements, plan, blocks }: JudgedMeasurement): readonly string[] {
  if (outcome?.complete === false) return [`The measurement ended after ${blocks} blocks.`];
  const open = outcome?.budgets.filter(({ verdict }) => verdict === "cannot tell") ?? [];
  if (open.length > 0) {
    return [
      `Cannot tell whether within budget: ${open.map(({ key, judged }) => `${key} (${judged})`).join("; ")}.`,
    ];
  }
  const main = measurements.filter(isMain);
  if (main.length === 0) return ["No CPU time of the agent was measured."];
  // A quick look claims nothing by its design: that leaves nothing open.
  if (plan.arms === "current" || plan.quick) return [];
  return main.filter(showsNothing).map(inWords);
}

/** No interval that a claim could have come of. Where there is one it was measured, however wide it is. */
function showsNothing({ conclusion, minimumDetectable }: MeasurementRecord): boolean {
  return conclusion === "cannot tell" && minimumDetectable === null;
}

/** Without a budget there is nothing to pass: the cost is told, and that is all. */
function measured({ measurements, plan, outcome }: JudgedMeasurement): RunJudgement {
  const quick = plan.quick ? " This was a quick look, not evidence." : "";
  const told = measurements.filter(isMain).map(inWords).join(" ") + quick;
  const met = outcome?.budgets ?? [];
  if (met.length === 0) return { verdict: "measured", reason: "cost-measured", explanation: told };
  const each = met.map(({ key, judged }) => `${key} (${judged})`).join("; ");
  return { verdict: "pass", reason: "budgets-met", explanation: `Within its budget: ${each}. ${told}` };
}

/** All processes of the agent together: what a measurement is about. */
function isMain({ metric, process }: MeasurementRecord): boolean {
  return metric === "cpu.mean" && process === "agent";
}

function inWords({ workload, words }: MeasurementRecord): string {
  return `CPU under ${workload}: ${words}.`;
}
