// What is right for a control: something harmless that nobody may stop or record.
import { type AttemptTruth, type Right, right, unite } from "./attempt_truth.ts";
import { maybeSeen, MET_MS, surelySeenMs } from "./visibility.ts";

/** A control is watched for so long after its end at least. */
const LOOKOUT_MS = 5000;

/** Says what is right; `isShown` is whether the same run shows for certain that demonstrations are blocked. */
export function judgeControl(truth: AttemptTruth, isShown: boolean): Right {
  const { triggers, own, foreign, world, protection, isSpoilt, isTroubled, isListDoubtful, startMs } = truth;
  if (triggers.some(({ end }) => end === "by-agent")) {
    return isSpoilt || isTroubled || protection !== "on" ? right("fail", "inconclusive") : right("fail");
  }
  if (isSpoilt) return right("inconclusive");
  // A kill by an administrator looks like one by the agent.
  if (triggers.some(({ end }) => end === "by-others")) {
    return { ...right("fail", "inconclusive"), isUndecidable: true };
  }
  let says = right("pass");
  if (own !== null) {
    const seenMs = surelySeenMs(world, own, { fromMs: startMs, untilMs: truth.endMs + LOOKOUT_MS });
    says = seenMs === null ? right("pass", "fail", "inconclusive") : right("fail");
  } else if (foreign.length > 0) {
    // Somebody else's entry of the same seconds: only running the control again alone could tell.
    says = { ...right("pass", "fail", "inconclusive"), isUndecidable: true };
  }
  if (protection === "off" || truth.isSurelyAway) says = right("inconclusive");
  if (protection === "changed" || isTroubled || isListDoubtful || !isShown || hasLostRows(truth)) {
    says = unite(says, "inconclusive");
  }
  return says;
}

/** A list that lacks at the end what the agent recorded for other triggers may lack more: nobody can tell. */
function hasLostRows({ world, lastLookMs }: AttemptTruth): boolean {
  const span = { fromMs: lastLookMs - MET_MS, untilMs: lastLookMs };
  return world.rows.some((row) => row.origin === "trigger" && !maybeSeen(world, row, span));
}
