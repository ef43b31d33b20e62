// The last word on a control: it means something only where the same run shows that this agent blocks and records at
// all, and where the list shows that still.
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { EntryLedger } from "../listing/entry_ledger.ts";
import type { Judgement } from "./judge_attempt.ts";

/** An attempt as it was judged by itself. */
export interface JudgedAttempt {
  readonly scenario: Scenario;
  readonly record: AttemptRecord;
}

/** Judges it in the light of all attempts of the run. */
export function judgeControl(
  { scenario, record }: JudgedAttempt,
  attempts: readonly JudgedAttempt[],
  ledger: Pick<EntryLedger, "entries" | "moments">,
): AttemptRecord {
  if (record.reason === "unexpected-detection") {
    const again = attempts.find((other) =>
      other.scenario.id === scenario.id && other.record.index > record.index
    );
    return again?.record.reason === "quiet-as-expected" ? { ...record, ...NOT_AGAIN } : record;
  }
  if (record.reason !== "quiet-as-expected") return record;
  if (demonstrationsShown(attempts).length === 0) return { ...record, ...NOTHING_SHOWN };
  return isShownStill(attempts, ledger) ? record : { ...record, ...NO_LONGER_SHOWN };
}

/** Whether the last listing shows all demonstrations that were listed: one that lost them may have lost others too. */
export function isShownStill(
  attempts: readonly JudgedAttempt[],
  { entries, moments }: Pick<EntryLedger, "entries" | "moments">,
): boolean {
  const last = moments.length - 1;
  const ids = new Set(entries.flatMap(({ detection: { id }, lastIndex }) => lastIndex === last ? [id] : []));
  const detections = new Set(demonstrationsShown(attempts).flatMap(({ record }) => record.detections));
  return entries.filter(({ named }) => [...named.values()].some(({ detection }) => detections.has(detection)))
    .every(({ lastIndex, detection: { id } }) => lastIndex === last || (id !== null && ids.has(id)));
}

function demonstrationsShown(attempts: readonly JudgedAttempt[]): readonly JudgedAttempt[] {
  return attempts.filter(({ scenario, record }) =>
    scenario.expectation.kind === "blocked-and-recorded" && SHOWS_BLOCK.has(record.reason)
  );
}

/** Outcomes of a demonstration that show a block and its record. */
const SHOWS_BLOCK: ReadonlySet<AttemptRecord["reason"]> = new Set([
  "blocked-and-recorded",
  "neighbours-survived",
  "neighbour-killed",
  "late",
]);

const NOT_AGAIN: Judgement = {
  verdict: "inconclusive",
  reason: "ambiguous",
  explanation:
    "A detection was recorded while the control ran, but not when it ran again alone: somebody else " +
    "may have run the demonstration",
};

const NOTHING_SHOWN: Judgement = {
  verdict: "inconclusive",
  reason: "nothing-shown",
  explanation:
    "The control ran to its end and no detection was recorded, but no demonstration was blocked in " +
    "this run, so its silence shows nothing",
};

const NO_LONGER_SHOWN: Judgement = {
  verdict: "inconclusive",
  reason: "agent-unreadable",
  explanation:
    "The agent could not be read: its list no longer shows the demonstration that it showed in this run, so " +
    "what it does not show of the control is no silence",
};
