// One line that says what a run is doing right now, for a terminal. A pure function of the events so far and the
// clock; drawing it, and wiping it, is left to the caller.
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { formatDuration } from "../views/format_duration.ts";
import { printableLine } from "../../harness/model/text/printable.ts";

/** Where a run stands. */
export interface ProgressInput {
  readonly events: readonly RunEvent[];
  /** Monotonic clock, milliseconds since the run started, as in the events. */
  readonly nowMs: number;
  /** Cells of the terminal; a longer line is cut. */
  readonly columns: number;
}

/** The line without a line feed; empty before the first event and after the last. */
export function progressLine({ events, nowMs, columns }: ProgressInput): string {
  const last = events.at(-1);
  if (last === undefined || last.kind === "run-finished") return "";
  const since = events.findLast(({ kind }) => kind in DOING) ?? last;
  const parts = [formatDuration(nowMs), ...scenarioPart(events), doing(since, events, nowMs)];
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
  "attempt-started": "looking at what is listed before the trigger",
  "trigger-started": "trigger runs, waiting for a block",
  "trigger-ended": "trigger ended, waiting for a detection",
  "detection-seen": "detection listed, judging",
  "attempt-judged": "attempt judged",
  "block-started": "measuring",
  "restore-started": "putting the device back",
  "restore-finished": "writing reports",
};

/** In a control nothing is waited for: it has to stay quiet. */
const DOING_IN_A_CONTROL: Partial<Readonly<Record<RunEvent["kind"], string>>> = {
  "trigger-started": "control runs, nothing may happen",
  "trigger-ended": "control ended, nothing may be recorded",
};

function isControl(events: readonly RunEvent[]): boolean {
  const started = events.findLast(({ kind }) => kind === "scenario-started");
  return started?.kind === "scenario-started" && started.scenario.expectation === "quiet";
}

function doing(since: RunEvent, events: readonly RunEvent[], nowMs: number): string {
  const text = isControl(events)
    ? DOING_IN_A_CONTROL[since.kind] ?? DOING[since.kind] ?? ""
    : DOING[since.kind] ?? "";
  if (since.kind === "block-started") return measuring(since, nowMs);
  if (since.kind !== "trigger-started" && since.kind !== "trigger-ended") return text;
  const started = events.findLast(({ kind }) => kind === "trigger-started");
  if (started === undefined) return text;
  const deadlineMs = events[0]?.kind === "run-started" ? events[0].options.deadlineMs : null;
  const limit = deadlineMs === null ? "" : ` of ${formatDuration(deadlineMs)}`;
  return `${text} · ${formatDuration(Math.max(0, nowMs - started.atMs))}${limit}`;
}

function measuring(
  { index, of, phase, workload, arm, remainingMs, atMs }: RunEvent & { readonly kind: "block-started" },
  nowMs: number,
): string {
  const left = formatDuration(Math.max(0, remainingMs - (nowMs - atMs)));
  const state = arm === "current" ? "as it is" : arm;
  return `measuring block ${
    index + 1
  } of ${of} · ${workload} · ${phase}, behavior monitoring ${state} · ${left} left`;
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
  return [scenario.scenario.id, ...which];
}
