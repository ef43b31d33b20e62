// What is right for an attempt at something that the agent has to stop.
import type { RunVerdict } from "../../model/verdict.ts";
import { type AttemptTruth, type Right, right, unite } from "./attempt_truth.ts";
import { saysStopped } from "./story.ts";
import type { ThreatRow } from "./threat_rows.ts";
import { answers, firstMet, maybeSeen, MET_MS, surelySeenMs } from "./visibility.ts";

/** Says what is right. */
export function judgeDemonstration(truth: AttemptTruth): Right {
  const { triggers, foreign, own, protection, isTroubled, isListDoubtful } = truth;
  const isTestFile = truth.expectation === "file-removed-and-recorded";
  // A file that somebody takes is like one that the agent took.
  if (isTestFile && triggers.some(({ isMeddled }) => isMeddled)) {
    return undecided("pass", "fail", "inconclusive");
  }
  if (truth.isSpoilt) return right("inconclusive");
  const isKilledByOthers = triggers.some(({ end }) => end === "by-others");
  if (isTestFile && isKilledByOthers) return undecided("pass", "fail", "inconclusive");
  const isBlocked = isTestFile
    ? triggers.some(({ isFileTaken }) => isFileTaken)
    : triggers.some(({ end }) => end === "by-agent");
  let says = isKilledByOthers
    ? (own === null ? right("inconclusive") : undecided("pass", "fail", "inconclusive"))
    : isBlocked
    ? judgeBlocked(truth)
    : judgeFree(truth);
  if (foreign.length > 0) says = withForeign(truth, says, isBlocked || isKilledByOthers);
  if (protection === "off") says = right("inconclusive");
  // Taken away and given back between two readings: nobody can see that, and it may look like an agent that is blind.
  if (protection === "changed") says = { ...unite(says, "inconclusive"), isUndecidable: true };
  if (truth.isSurelyAway) says = right("inconclusive");
  // Nobody was killed, so nobody waits for a late entry.
  if (isTestFile && says.verdicts.has("fail")) says = unite(says, "inconclusive");
  says = withNeighbours(truth, says);
  if (own !== null && own.dates.length > 1) says = unite(says, "inconclusive");
  if (isTroubled || isListDoubtful) says = unite(says, "inconclusive");
  return says;
}

function judgeBlocked(truth: AttemptTruth): Right {
  const { world, own, startMs, deadlineMs, lastLookMs } = truth;
  const dueMs = startMs + deadlineMs;
  if (own === null) return right("inconclusive");
  const inTimeMs = surelySeenMs(world, own, { fromMs: startMs, untilMs: dueMs });
  const byStatusFrom = (surelyMs: number, verdict: RunVerdict): Right =>
    byStatus(own, { surelyMs, untilMs: lastLookMs }, verdict);
  if (inTimeMs !== null) return byStatusFrom(inTimeMs, "pass");
  if (own.listedFromMs < dueMs + MET_MS) {
    // Listed about in time, and perhaps not to be met: nothing but a listing that lacked it later proves lateness.
    const { hidden, newest, short } = world.quirks;
    const isHidden = hidden.length + newest.length + short.length > 0;
    const says = unite(byStatusFrom(own.listedFromMs, "pass"), "inconclusive");
    return own.listedFromMs < dueMs - 200 && !isHidden ? says : unite(says, "fail");
  }
  const lackedMs = firstMet((atMs) => answers(world, atMs), {
    fromMs: dueMs,
    untilMs: own.listedFromMs - 200,
  });
  const seenMs = surelySeenMs(world, own, { fromMs: dueMs, untilMs: dueMs + deadlineMs - MET_MS });
  if (lackedMs === null) return right("fail", "inconclusive", "pass");
  const says = seenMs === null ? right("fail", "inconclusive") : byStatusFrom(seenMs, "fail");
  // Another entry of that name that came to the list in time may be what the agent made of this kill.
  const isOtherInTime = world.has("no-ids") ||
    world.rows.some((row) =>
      row !== own && row.name === own.name && !maybeSeen(world, row, { fromMs: -1, untilMs: startMs }) &&
      maybeSeen(world, row, { fromMs: startMs, untilMs: dueMs })
    );
  return isOtherInTime ? unite(says, "inconclusive") : says;
}

/**
 * A status that does not say "stopped" supports no pass; one that changes can be read either way. What the entry said
 * between its first moment and that from which on everybody sees it may have been met, or not.
 */
function byStatus(
  own: ThreatRow,
  { surelyMs, untilMs }: { readonly surelyMs: number; readonly untilMs: number },
  verdict: RunVerdict,
): Right {
  if (statusesFrom(own, surelyMs, untilMs).every(saysStopped)) return right(verdict);
  const isPerhapsStopped = statusesFrom(own, own.listedFromMs, untilMs).some(saysStopped);
  return isPerhapsStopped ? right(verdict, "inconclusive", "fail") : right("fail", "inconclusive");
}

function statusesFrom({ statuses }: ThreatRow, fromMs: number, untilMs: number): readonly string[] {
  const first = statuses.findLast((one) => one.fromMs <= fromMs);
  const later = statuses.filter((one) => one.fromMs > fromMs && one.fromMs <= untilMs);
  return [...(first === undefined ? [] : [first]), ...later].map(({ value }) => value);
}

/** Nobody stopped it: recorded or not, that is a failure, where the list could be read until the deadline. */
function judgeFree({ world, startMs, deadlineMs }: AttemptTruth): Right {
  const dueMs = startMs + deadlineMs;
  const isRead = firstMet((atMs) => answers(world, atMs), {
    fromMs: dueMs - 2 * MET_MS,
    untilMs: dueMs + MET_MS,
  });
  return isRead === null ? right("fail", "inconclusive") : right("fail");
}

/** A neighbour that ended with the trigger ended by its killer, as far as anybody can see. */
function withNeighbours({ neighbourEndedMs, endMs }: AttemptTruth, says: Right): Right {
  if (neighbourEndedMs === null || !says.verdicts.has("pass")) return says;
  const others = [...says.verdicts].filter((one) => one !== "pass" || neighbourEndedMs > endMs);
  return undecided(...others, "fail");
}

function withForeign(truth: AttemptTruth, says: Right, isStopped: boolean): Right {
  const { own, foreign, world, startMs, endMs, deadlineMs } = truth;
  if (own === null) {
    return isStopped ? undecided("pass", "fail", "inconclusive") : unite(says, "inconclusive");
  }
  const untilMs = startMs + deadlineMs;
  const seenMs = surelySeenMs(world, own, { fromMs: startMs, untilMs });
  // Theirs may be taken for ours, which is not to be seen in time.
  if (seenMs === null && isStopped) return undecided("pass", "fail", "inconclusive");
  // A row twice under two ids looks like two actors, or like the agent's known fault: either reading will do.
  const isPlain = foreign.some((row) => {
    if (row.origin.startsWith("trigger")) return false;
    // One id in one second is one entry.
    if (row.id === own.id && Math.abs(row.happenedMs - own.happenedMs) < 2000) return false;
    const otherMs = surelySeenMs(world, row, { fromMs: startMs, untilMs });
    return otherMs !== null && seenMs !== null && otherMs < seenMs + 4000 && row.happenedMs > startMs &&
      row.happenedMs < endMs;
  });
  // Both are there, dated in the same seconds: nobody can say which is which.
  return isPlain && isStopped ? right("inconclusive") : unite(says, "inconclusive");
}

function undecided(...verdicts: readonly RunVerdict[]): Right {
  return { ...right(...verdicts), isUndecidable: true };
}
