// The last word on a control: it means something only where the same run shows that this agent blocks and records at all.
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Judgement } from "./judge_attempt.ts";

/** An attempt as it was judged by itself. */
interface JudgedAttempt {
  readonly scenario: Scenario;
  readonly record: AttemptRecord;
}

/** Judges it in the light of all attempts of the run. */
export function judgeControl(
  { scenario, record }: JudgedAttempt,
  attempts: readonly JudgedAttempt[],
): AttemptRecord {
  if (record.reason === "unexpected-detection") {
    const again = attempts.find((other) =>
      other.scenario.id === scenario.id && other.record.index > record.index
    );
    return again?.record.reason === "quiet-as-expected" ? { ...record, ...NOT_AGAIN } : record;
  }
  const isShown = attempts.some((other) =>
    other.scenario.expectation.kind === "blocked-and-recorded" && SHOWS_BLOCK.has(other.record.reason)
  );
  return record.reason !== "quiet-as-expected" || isShown ? record : { ...record, ...NOTHING_SHOWN };
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
