// One line that says where a run is, for a terminal: step and time left first, since a narrow window shows only the
// beginning. A pure function of the events so far and the clock; drawing it, and wiping it, is left to the caller.
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { formatDuration } from "../views/format_duration.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import { type PlannedStep, type ReachedStep, reachedStep } from "./run_steps.ts";

/** Time in which a person was waited for, in milliseconds. */
export interface Pause {
  /** When it began, since the run started. */
  readonly atMs: number;
  readonly durationMs: number;
}

/** Where a run stands. */
export interface ProgressInput {
  readonly events: readonly RunEvent[];
  /** What the run is to do, in order. */
  readonly steps: readonly PlannedStep[];
  /** When a person was waited for beside the question for consent, which the events tell of. */
  readonly pauses?: readonly Pause[];
  /** Monotonic clock, milliseconds since the run started, as in the events. */
  readonly nowMs: number;
  /** Cells of the terminal; a longer line is cut. */
  readonly columns: number;
}

/** The line without a line feed; empty after the last event. */
export function progressLine({ events, steps, pauses = [], nowMs, columns }: ProgressInput): string {
  const last = events.at(-1);
  if (last === undefined) return "getting ready".slice(0, columns);
  if (last.kind === "run-finished") return "";
  const since = events.findLast(({ kind }) => kind in DOING) ?? last;
  const reached = reachedStep(events, steps);
  const waited = [...pauses, ...consentPauses(events)];
  const parts = [
    ...(reached === null ? [] : [`step ${reached.number} of ${reached.of}`]),
    timeLeft({ since, steps, reached, nowMs, waited }),
    doing(since, events, nowMs),
    ...scenarioPart(events),
  ];
  const line = printableLine(parts.filter((part) => part !== "").join(" · "));
  return line.length > columns ? `${line.slice(0, Math.max(0, columns - 1))}…` : line;
}

/** What is done after an event of a kind, until the next one. */
const DOING: Partial<Readonly<Record<RunEvent["kind"], string>>> = {
  "run-started": "checking prerequisites",
  "prerequisites-checked": "prerequisites checked",
  "enablement-started": "changing behavior monitoring",
  "enablement-finished": "behavior monitoring is ready",
  "scenario-started": "starting",
  "attempt-started": "reading the list before the trigger",
  "trigger-started": "waiting for a block",
  "trigger-ended": "waiting for a detection",
  "detection-seen": "detection listed, judging",
  "attempt-judged": "judged, watching for late entries",
  "measurement-planned": "getting ready to measure",
  "block-started": "measuring",
  "restore-started": "putting the device back",
  "restore-finished": "writing reports",
};

/** In a control nothing is waited for: it has to stay quiet. */
const DOING_IN_A_CONTROL: Partial<Readonly<Record<RunEvent["kind"], string>>> = {
  "trigger-started": "control runs, nothing may happen",
  "trigger-ended": "control ended, nothing may be listed",
};

function isControl(events: readonly RunEvent[]): boolean {
  const started = events.findLast(({ kind }) => kind === "scenario-started");
  return started?.kind === "scenario-started" && started.scenario.expectation === "quiet";
}

function doing(since: RunEvent, events: readonly RunEvent[], nowMs: number): string {
  if (since.kind === "block-started") return measuring(since);
  const text = (isControl(events) ? DOING_IN_A_CONTROL[since.kind] : undefined) ?? DOING[since.kind] ?? "";
  if (since.kind !== "trigger-started" && since.kind !== "trigger-ended") return text;
  const started = events.findLast(({ kind }) => kind === "trigger-started");
  if (started === undefined) return text;
  const deadlineMs = events[0]?.kind === "run-started" ? events[0].options.deadlineMs : null;
  const limit = deadlineMs === null ? "" : ` of ${formatDuration(deadlineMs)}`;
  return `${text} · ${formatDuration(Math.max(0, nowMs - started.atMs))}${limit}`;
}

type BlockStarted = RunEvent & { readonly kind: "block-started" };

function measuring({ index, of, phase, workload, arm }: BlockStarted): string {
  const state = arm === "current" ? "as it is" : arm;
  const kind = phase === "compare" ? "" : ` (${phase})`;
  return `block ${index + 1} of ${of}${kind} · ${workload} · behavior monitoring ${state}`;
}

function scenarioPart(events: readonly RunEvent[]): readonly string[] {
  const started = events.findLastIndex(({ kind }) => kind === "scenario-started");
  const scenario = events[started];
  if (scenario?.kind !== "scenario-started") return [];
  const after = events.slice(started + 1);
  if (after.some(({ kind }) => kind === "scenario-finished" || kind === "restore-started")) return [];
  const attempt = after.findLast((event) => event.kind === "attempt-started");
  const which = attempt?.kind === "attempt-started" && scenario.attempts > 1
    ? [`attempt ${attempt.index} of ${scenario.attempts}`]
    : [];
  return [...which, scenario.scenario.id];
}

/** What is left: as planned as long as a step takes no longer than usual, and then at most. */
function timeLeft(
  { since, steps, reached, nowMs, waited }: {
    readonly since: RunEvent;
    readonly steps: readonly PlannedStep[];
    readonly reached: ReachedStep | null;
    readonly nowMs: number;
    readonly waited: readonly Pause[];
  },
): string {
  if (reached === null) return "";
  const step = steps[reached.number - 1];
  const laterMs = steps.slice(reached.number).reduce((sum, { usualMs }) => sum + usualMs, 0);
  const spentMs = nowMs - reached.sinceMs - waitedSince(waited, reached.sinceMs, nowMs);
  const leftMs = (total: number) => Math.max(0, total - spentMs) + laterMs;
  // A measurement knows better: it has timed its blocks so far.
  if (since.kind === "block-started") {
    return left("about", Math.max(0, since.remainingMs - (nowMs - since.atMs)) + laterMs);
  }
  const { usualMs, longestMs } = step ?? { usualMs: 0, longestMs: 0 };
  return spentMs <= usualMs ? left("about", leftMs(usualMs)) : left("up to", leftMs(longestMs));
}

function left(word: string, ms: number): string {
  return `${word} ${formatLeft(ms)} left`;
}

/** Whole seconds, and minutes from three on: more would look as if it were known. */
function formatLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 180 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** Between the event before an answer and the answer somebody was asked. */
function consentPauses(events: readonly RunEvent[]): readonly Pause[] {
  return events.flatMap((event, index) => {
    const before = events[index - 1];
    if (event.kind !== "consent-decided" || event.consent.how !== "prompt" || before === undefined) return [];
    return [{ atMs: before.atMs, durationMs: event.atMs - before.atMs }];
  });
}

function waitedSince(pauses: readonly Pause[], sinceMs: number, nowMs: number): number {
  const within = ({ atMs, durationMs }: Pause) =>
    Math.max(0, Math.min(nowMs, atMs + durationMs) - Math.max(sinceMs, atMs));
  return pauses.reduce((sum, pause) => sum + within(pause), 0);
}
