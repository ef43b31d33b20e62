// Whether what is said of an attempt is news: at the end of a run it may be told again.
import type { RunEvent } from "../../harness/model/record/run_event.ts";

/** What is said of an attempt. */
type AttemptJudged = RunEvent & { readonly kind: "attempt-judged" };

/** Whether nothing was said of this attempt before, or another judgement. */
export function isNews(earlier: readonly RunEvent[], { scenarioId, attempt }: AttemptJudged): boolean {
  const before = earlier.findLast((event): event is AttemptJudged =>
    event.kind === "attempt-judged" && event.scenarioId === scenarioId &&
    event.attempt.index === attempt.index
  );
  return before?.attempt.reason !== attempt.reason;
}
