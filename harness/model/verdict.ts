// The words of judging and their order.

/** Verdict of an attempt, a scenario or a run. `measured`: a cost was told, and nothing was asked that could be met or not. */
export type Verdict = "measured" | "pass" | "fail" | "inconclusive" | "skipped";

/** Verdict of a run. */
export type RunVerdict = Exclude<Verdict, "skipped">;

/** Why an attempt got its verdict: the rows of `judgeAttempt()` in `harness/run/attempt/judge_attempt.ts`. */
export const ATTEMPT_REASONS = [
  "blocked-and-recorded",
  "removed-and-recorded",
  "blocked-not-recorded",
  "recorded-not-blocked",
  "not-detected",
  "status-not-stopped",
  "late",
  "trigger-not-run",
  "ambiguous",
  "clock-not-plausible",
  "protection-changed",
  "agent-unreadable",
  "nothing-shown",
  "quiet-as-expected",
  "unexpected-block",
  "unexpected-detection",
  "neighbours-survived",
  "neighbour-killed",
] as const;

/** One of {@linkcode ATTEMPT_REASONS}. */
export type AttemptReason = (typeof ATTEMPT_REASONS)[number];

/** Why a scenario was not run. */
export const SKIP_REASONS = [
  "prerequisites-unmet",
  "not-enabled",
  "consent-not-given",
  "platform-not-supported",
  "interrupted",
  "agent-unreadable",
  "harness-error",
] as const;

/** One of {@linkcode SKIP_REASONS}. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why a run got its verdict: that of its worst attempt, or why nothing could be judged. */
export const RUN_REASONS = [
  ...ATTEMPT_REASONS,
  "prerequisites-unmet",
  "not-enabled",
  "consent-not-given",
  "nothing-run",
  "cost-measured",
  "budgets-met",
  "budget-exceeded",
  "cost-unclear",
  "interrupted",
  "harness-error",
] as const;

/** One of {@linkcode RUN_REASONS}. */
export type RunReason = (typeof RUN_REASONS)[number];

const SEVERITY: Readonly<Record<Verdict, number>> = {
  skipped: 0,
  measured: 1,
  pass: 2,
  inconclusive: 3,
  fail: 4,
};

/**
 * The worst of some verdicts: a fail is never softened by an inconclusive. What was only measured gives way to what was
 * judged. `skipped` when there are none.
 */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (worst, next) => SEVERITY[next] > SEVERITY[worst] ? next : worst,
    "skipped",
  );
}

/** Orders verdicts, the worst first. */
export function compareVerdicts(one: Verdict, other: Verdict): number {
  return SEVERITY[other] - SEVERITY[one];
}
