// The verdict of a whole run, from what was folded of its events. Leaves attempts to judging and scenarios
// to attempt_summary.ts.
import type { Problem } from "../harness_error.ts";
import { blockingPrerequisites, type Prerequisite } from "../prerequisite.ts";
import type { RunRecord, ScenarioRecord } from "./run_record.ts";
import { remedyCommand } from "../remedy.ts";
import { asSentence } from "../text/sentence.ts";
import {
  ATTEMPT_REASONS,
  type AttemptReason,
  type RunReason,
  type RunVerdict,
  type SkipReason,
  type Verdict,
} from "../verdict.ts";

/** What a run is judged by. */
export type JudgedRun =
  & Pick<RunRecord, "prerequisites" | "enablement" | "scenarios" | "interruptedBy" | "problems">
  & {
    /** Ids of the scenarios that were asked for. */
    readonly asked: readonly string[];
    /** False when the events end before the run did. */
    readonly finished: boolean;
  };

/** Verdict of a run, why, and a sentence or two for a person. */
export interface RunJudgement {
  readonly verdict: RunVerdict;
  readonly reason: RunReason;
  readonly explanation: string;
}

/** Skips that keep a run from passing, the most telling first. The others are harmless. */
const TELLING_SKIPS = [
  "prerequisites-unmet",
  "agent-unreadable",
  "not-enabled",
  "consent-not-given",
  "interrupted",
  "harness-error",
] as const satisfies readonly SkipReason[];

/** Problems that are faults of the harness itself, whatever else was found. */
export const FAULTS: ReadonlySet<string> = new Set(["harness/internal", "scenario/crashed", "state/lost"]);

/**
 * Judges a run: a fail first, whatever came after it; then an early end; then what could not be judged; and
 * a pass only when every scenario that was asked for is there and a demonstration of behavior monitoring was blocked.
 */
export function judgeRun(run: JudgedRun): RunJudgement {
  const judgement = failed(run) ?? endedEarly(run) ?? couldNotJudge(run) ?? passed(run) ?? nothingRun(run);
  return { ...judgement, explanation: asSentence(judgement.explanation) };
}

function failed(run: JudgedRun): RunJudgement | null {
  const scenario = decidingScenario(run, "fail");
  return scenario === null ? null : ofScenario(scenario, "fail");
}

function endedEarly(run: JudgedRun): RunJudgement | null {
  if (run.interruptedBy !== null) {
    return inconclusive("interrupted", `${run.interruptedBy} stopped the run before it was complete.`);
  }
  const fault = run.problems.find(({ code }) => FAULTS.has(code));
  if (fault !== undefined) return inconclusive("harness-error", describe(fault));
  if (run.finished) return null;
  return inconclusive(
    "harness-error",
    "The record ends before the run did: the harness was killed or the machine went down.",
  );
}

function couldNotJudge(run: JudgedRun): RunJudgement | null {
  const scenario = decidingScenario(run, "inconclusive");
  if (scenario !== null) return ofScenario(scenario, "inconclusive");
  for (const reason of TELLING_SKIPS) {
    const skipped = run.scenarios.find((one) => one.verdict === "skipped" && one.reason === reason);
    if (skipped !== undefined) return inconclusive(reason, explainSkip(run, skipped));
  }
  return null;
}

function passed(run: JudgedRun): RunJudgement | null {
  const scenario = run.scenarios.find(({ verdict, expectation }) =>
    verdict === "pass" && expectation === "blocked-and-recorded"
  );
  if (scenario === undefined) return nothingShown(run);
  const missing = run.asked.filter((id) => !run.scenarios.some((one) => one.id === id));
  return missing.length === 0
    ? ofScenario(scenario, "pass")
    : inconclusive("harness-error", `The record lacks scenarios that were asked for: ${missing.join(", ")}.`);
}

/** Scenarios passed or were left out as they should, but no demonstration of behavior monitoring was blocked. */
function nothingShown(run: JudgedRun): RunJudgement | null {
  const [first] = run.scenarios.filter(({ verdict }) => verdict === "pass");
  const [skipped] = run.scenarios.filter(({ reason }) => reason === "platform-not-supported");
  const scenario = first ?? skipped;
  if (scenario === undefined) return null;
  const said = `${asSentence(scenario.explanation)} No demonstration was blocked in this run`;
  return inconclusive("nothing-shown", `${said}, so nothing shows that behavior monitoring blocks.`);
}

function nothingRun(run: JudgedRun): RunJudgement {
  const blocking = blockingPrerequisites(run.prerequisites);
  if (blocking.length > 0) return inconclusive("prerequisites-unmet", explainBlocking(blocking));
  if (run.enablement?.problem) {
    return inconclusive("not-enabled", describe(run.enablement.problem));
  }
  const problem = run.problems[0];
  if (problem !== undefined) {
    const reason = problem.code.startsWith("agent/") ? "agent-unreadable" : "harness-error";
    return inconclusive(reason, describe(problem));
  }
  return inconclusive("nothing-run", "No scenario ran, so nothing was judged.");
}

/** The first scenario with a verdict; one that wants a block before a control, since it says more. */
function decidingScenario(run: JudgedRun, verdict: Verdict): ScenarioRecord | null {
  const candidates = run.scenarios.filter((scenario) => scenario.verdict === verdict);
  // Controls without a demonstration say nothing; what kept the demonstration from showing anything says more.
  if (candidates.every(({ reason }) => reason === "nothing-shown") && hasTellingSkip(run)) return null;
  return candidates.find(({ expectation }) => expectation !== "quiet") ?? candidates[0] ?? null;
}

function hasTellingSkip({ scenarios }: JudgedRun): boolean {
  return scenarios.some(({ verdict, reason }) =>
    verdict === "skipped" && TELLING_SKIPS.some((telling) => telling === reason)
  );
}

function ofScenario(scenario: ScenarioRecord, verdict: RunVerdict): RunJudgement {
  // A scenario that ended before its attempts were judged carries a skip reason; only `interrupted` can be one.
  const reason = isAttemptReason(scenario.reason) ? scenario.reason : "interrupted";
  return { verdict, reason, explanation: scenario.explanation };
}

function isAttemptReason(reason: string): reason is AttemptReason {
  return (ATTEMPT_REASONS as readonly string[]).includes(reason);
}

function explainSkip(run: JudgedRun, skipped: ScenarioRecord): string {
  const blocking = blockingPrerequisites(run.prerequisites);
  if (skipped.reason !== "prerequisites-unmet" || blocking.length === 0) return skipped.explanation;
  return explainBlocking(blocking);
}

/** What is unmet stands for itself; what could not be read because of it would only hide it. */
function explainBlocking(blocking: readonly Prerequisite[]): string {
  const unmet = blocking.filter(({ status }) => status === "unmet");
  const named = unmet.length === 0 ? blocking : unmet;
  const count = blocking.length === 1
    ? "1 required prerequisite is"
    : `${blocking.length} required prerequisites are`;
  const each = named.map(({ id, detail, remedy }) => `${id}: ${asSentence(detail)}${remedyInWords(remedy)}`);
  const rest = blocking.length - named.length;
  const others = rest === 0 ? "" : ` ${rest} more could not be read.`;
  return `Nothing was triggered because ${count} not met. ${each.join(" ")}${others}`;
}

function remedyInWords(remedy: string | null): string {
  if (remedy === null) return "";
  // In quotes, so that nobody pastes the full stop.
  return remedyCommand(remedy) === null ? ` Remedy: ${asSentence(remedy)}` : ` Remedy: run "${remedy}".`;
}

function describe({ message, hint }: Problem): string {
  return `${asSentence(message)} ${asSentence(hint)}`;
}

function inconclusive(reason: RunReason, explanation: string): RunJudgement {
  return { verdict: "inconclusive", reason, explanation };
}
