// The judgement of one attempt: a pure function of what was observed.
import type { Detection } from "../../model/detection.ts";
import type { Problem } from "../../model/harness_error.ts";
import type { ChildRecord, TriggerFileRecord } from "../../model/record/run_record.ts";
import type { Expectation } from "../../model/scenario.ts";
import type { AttemptReason } from "../../model/verdict.ts";

/** What was seen during one attempt. Times are milliseconds from the start of the trigger. */
export interface AttemptObservation {
  readonly expectation: Expectation["kind"];
  /** How the processes of the trigger ended; empty when none started. */
  readonly children: readonly ChildRecord[];
  /** New or changed entries that fit. */
  readonly fits: readonly Detection[];
  /** First listing that showed a fitting entry; null when none did. */
  readonly firstSeenMs: number | null;
  readonly deadlineMs: number;
  /** Why the agent could not be read before, during or after; null when it could. */
  readonly agentUnreadable: string | null;
  /** What was at the paths of the trigger after it; left out by records that do not tell. */
  readonly triggerFiles?: readonly TriggerFileRecord[] | undefined;
  /** What went wrong in the attempt. */
  readonly problems?: readonly Problem[];
  /** Whether the file that the trigger wrote is gone; only asked for file expectations. */
  readonly fileRemoved: boolean;
  readonly neighbours: { readonly started: number; readonly survived: number } | null;
  /** Most likely causes of silence, most likely first, as one sentence. */
  readonly likelyCause: string;
}

/** Verdict, reason and the sentence that a person reads. */
export interface Judgement {
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly reason: AttemptReason;
  readonly explanation: string;
}

/** How one process of a trigger ended, as far as judging cares. */
export type ChildEnd = "killed" | "finished" | "other";

/**
 * Classifies the end of a process. Exit code 137 without a signal is a shell that reports the kill of its last
 * command. A signal sent by us is never counted as a block.
 */
export function childEnd({ exitCode, signal, signalledByUs }: ChildRecord): ChildEnd {
  if (signalledByUs) return "other";
  if (signal === "SIGKILL" || exitCode === 137) return "killed";
  return exitCode === 0 && signal === null ? "finished" : "other";
}

/** Judges one attempt. */
export function judgeAttempt(seen: AttemptObservation): Judgement {
  const ends = seen.children.map(childEnd);
  const helper = seen.problems?.find(({ code }) => code === "trigger/helper-killed");
  if (helper !== undefined) {
    return inconclusive(
      "trigger-not-run",
      `${helper.message}: what kills a helper may have killed the trigger for the same reason`,
    );
  }
  if (ends.includes("other")) return triggerNotRun(seen);
  // Also the reason why a trigger was never started: the list is read first.
  if (seen.agentUnreadable !== null) {
    return inconclusive("agent-unreadable", `The agent could not be read: ${seen.agentUnreadable}`);
  }
  if (ends.length === 0) return triggerNotRun(seen);
  const unwritten = whyNotWritten(seen);
  if (unwritten !== null) return inconclusive("trigger-not-run", unwritten);
  const killed = ends.includes("killed");
  if (seen.expectation === "quiet") return judgeQuiet(seen, killed);
  if (seen.fits.length > 1) {
    return inconclusive(
      "ambiguous",
      `${seen.fits.length} new detections fit, so somebody else ran the demonstration too; run it again alone`,
    );
  }
  const judgement = judgeBlock(
    seen,
    seen.expectation === "file-removed-and-recorded" ? seen.fileRemoved : killed,
  );
  return judgement.verdict === "pass" ? judgeNeighbours(seen, judgement) : judgement;
}

function judgeBlock(seen: AttemptObservation, blocked: boolean): Judgement {
  const what = seen.expectation === "file-removed-and-recorded"
    ? { blocked: "The file was removed", free: "The file was left in place" }
    : { blocked: "The trigger was killed", free: "The trigger ran to its end" };
  if (seen.fits.length === 0 || seen.firstSeenMs === null) {
    return blocked
      ? inconclusive(
        "blocked-not-recorded",
        `${what.blocked}, but no detection was recorded; running out of memory or an administrator kill alike`,
      )
      : fail("not-detected", `${what.free} and no detection was recorded. ${seen.likelyCause}`.trim());
  }
  if (!blocked) {
    return fail("recorded-not-blocked", `${what.free} although a detection was recorded: seen, not stopped`);
  }
  if (seen.firstSeenMs > seen.deadlineMs) {
    return fail(
      "late",
      `${what.blocked}, but the detection was listed ${seconds(seen.firstSeenMs)} after the start, ` +
        `${seconds(seen.firstSeenMs - seen.deadlineMs)} after the deadline of ${seconds(seen.deadlineMs)}`,
    );
  }
  return pass(
    "blocked-and-recorded",
    `${what.blocked} and the detection was recorded ${seconds(seen.firstSeenMs)} after the start`,
  );
}

function judgeQuiet(seen: AttemptObservation, killed: boolean): Judgement {
  if (killed) {
    return fail("unexpected-block", "A harmless process was killed that only looks like the demonstration");
  }
  if (seen.fits.length > 0) {
    return fail("unexpected-detection", "A detection was recorded for a harmless process");
  }
  return pass("quiet-as-expected", "The control ran to its end and no detection was recorded");
}

function judgeNeighbours(seen: AttemptObservation, judgement: Judgement): Judgement {
  if (seen.neighbours === null) return judgement;
  const { started, survived } = seen.neighbours;
  return survived === started
    ? pass("neighbours-survived", `${judgement.explanation}; all ${started} neighbours survived`)
    : fail("neighbour-killed", `${started - survived} of ${started} unrelated neighbours did not survive`);
}

function triggerNotRun(seen: AttemptObservation): Judgement {
  const child = seen.children.find((candidate) => childEnd(candidate) === "other");
  if (child === undefined) return inconclusive("trigger-not-run", "The trigger never started");
  if (child.signalledByUs) {
    return inconclusive(
      "trigger-not-run",
      "The trigger did not end by itself and was stopped by the harness",
    );
  }
  const complaint = child.stderr === undefined ? "" : child.stderr.trim().split("\n")[0] ?? "";
  const how = child.signal === null ? `exit code ${child.exitCode}` : `signal ${child.signal}`;
  return inconclusive(
    "trigger-not-run",
    `The trigger ended with ${how}, which is neither its end nor a block${
      complaint === "" ? "" : `: ${complaint}`
    }`,
  );
}

/** Which file is not what the trigger writes; null when all are, or when the agent took what it is to take. */
function whyNotWritten({ expectation, triggerFiles = [] }: AttemptObservation): string | null {
  for (const { name, present, regular, ours, asWritten } of triggerFiles) {
    if (!present && expectation === "file-removed-and-recorded") continue;
    const why = !present
      ? "is not there"
      : !regular
      ? "is not a regular file"
      : !ours
      ? "is not ours alone"
      : !asWritten
      ? "does not hold what the script writes"
      : null;
    if (why !== null) return `The trigger did not do what it has to: "${name}" ${why} after it`;
  }
  return null;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(durationMs < 10_000 ? 2 : 1)} s`;
}

function pass(reason: AttemptReason, explanation: string): Judgement {
  return { verdict: "pass", reason, explanation };
}

function fail(reason: AttemptReason, explanation: string): Judgement {
  return { verdict: "fail", reason, explanation };
}

function inconclusive(reason: AttemptReason, explanation: string): Judgement {
  return { verdict: "inconclusive", reason, explanation };
}
