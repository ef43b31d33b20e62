// The judgement of one attempt: a pure function of what was observed.
import type { Detection } from "../../model/detection.ts";
import type { AttemptReason } from "../../model/verdict.ts";
import type { AttemptObservation } from "./attempt_observation.ts";
import { childEnd } from "./child_end.ts";
import { whyNotWritten } from "./why_not_written.ts";

/** Verdict, reason and the sentence that a person reads. */
export interface Judgement {
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly reason: AttemptReason;
  readonly explanation: string;
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
  // Also the reason why a trigger was never started: list and state are read first.
  if (seen.agentUnreadable !== null) return agentUnreadable(seen.agentUnreadable);
  if (seen.protectionGaps.length > 0) {
    const detected = seen.fits.length === 0
      ? ""
      : ` A detection was recorded all the same: ${named(seen.fits)}`;
    return inconclusive(
      "protection-changed",
      `The device was not protected as the attempt needs it: ${seen.protectionGaps.join(", ")}.${detected}`,
    );
  }
  if (ends.length === 0) return triggerNotRun(seen);
  const unwritten = whyNotWritten(seen);
  if (unwritten !== null) return inconclusive("trigger-not-run", unwritten);
  const killed = ends.includes("killed");
  if (seen.expectation === "quiet") return judgeQuiet(seen, killed);
  if (seen.fits.length + seen.undated.length > 1) {
    return inconclusive(
      "ambiguous",
      `${
        seen.fits.length + seen.undated.length
      } new detections fit, so somebody else ran the demonstration too; ` +
        "run it again alone",
    );
  }
  const judgement = judgeBlock(
    seen,
    seen.expectation === "file-removed-and-recorded" ? seen.fileRemoved : killed,
  );
  return judgement.verdict === "pass" ? judgeNeighbours(seen, judgement) : judgement;
}

function judgeBlock(seen: AttemptObservation, blocked: boolean): Judgement {
  const isFile = seen.expectation === "file-removed-and-recorded";
  const what = isFile
    ? { blocked: "The file was removed", free: "The file was left in place" }
    : { blocked: "The trigger was killed", free: "The trigger ran to its end" };
  const { fits: [fit], undated: [undated], firstSeenMs, deadlineMs, lastAskedMs } = seen;
  if (fit === undefined && undated === undefined) {
    if (lastAskedMs === null || lastAskedMs < deadlineMs) {
      return agentUnreadable(`no listing could be read after the deadline of ${seconds(deadlineMs)}`);
    }
    return blocked
      ? inconclusive(
        "blocked-not-recorded",
        `${what.blocked}, but no detection was recorded; running out of memory or an administrator kill alike` +
          besides(seen),
      )
      : fail(
        "not-detected",
        `${what.free} and no detection was recorded. ${seen.likelyCause}`.trim() + besides(seen),
      );
  }
  if (!blocked) {
    return fail("recorded-not-blocked", `${what.free} although a detection was recorded: seen, not stopped`);
  }
  if (fit === undefined || firstSeenMs === null) {
    return inconclusive(
      "clock-not-plausible",
      `${what.blocked} and a new detection is listed, but its time (${
        undated?.detectedAt ?? "none"
      }) does not ` +
        "tell whether it is of this attempt: the agent's clock or zone is not that of this system",
    );
  }
  if (!seen.saysStopped) {
    return inconclusive(
      "status-not-stopped",
      `${what.blocked} and a detection was recorded, but its status "${
        fit.status ?? ""
      }" does not say that it ` +
        "was stopped",
    );
  }
  if (seen.isProvenLate && seen.isOtherInTime) {
    return inconclusive(
      "clock-not-plausible",
      `${what.blocked} and the detection was listed ${
        seconds(firstSeenMs)
      } after the start, but a new one came ` +
        "in time whose date is not that of the trigger: it may be the same",
    );
  }
  if (seen.isProvenLate) {
    return fail(
      "late",
      `${what.blocked}, but the detection was listed ${seconds(firstSeenMs)} after the start, ` +
        `${seconds(firstSeenMs - deadlineMs)} after the deadline of ${seconds(deadlineMs)}`,
    );
  }
  if (seen.firstAskedMs !== null && seen.firstAskedMs > deadlineMs) {
    return agentUnreadable(
      `no listing could be read from the deadline of ${seconds(deadlineMs)} to the one that shows the ` +
        "detection, so whether it was recorded in time cannot be told",
    );
  }
  if (lastAskedMs === null || lastAskedMs < firstSeenMs + seen.lookoutMs) {
    return agentUnreadable(
      `${what.blocked.toLowerCase()} and recorded, but no listing could be read ` +
        `${seconds(seen.lookoutMs)} later, so a second actor cannot be ruled out`,
    );
  }
  return pass(
    isFile ? "removed-and-recorded" : "blocked-and-recorded",
    `${what.blocked} and the detection was recorded ${seconds(firstSeenMs)} after the start`,
  );
}

function judgeQuiet(seen: AttemptObservation, killed: boolean): Judgement {
  if (killed) {
    return fail("unexpected-block", "A harmless process was killed that only looks like the demonstration");
  }
  if (seen.fits.length > 0) {
    return fail(
      "unexpected-detection",
      `A detection was recorded for a harmless process: ${named(seen.fits)}`,
    );
  }
  if (seen.undated.length > 0) {
    return inconclusive(
      "clock-not-plausible",
      `The control ran to its end, but a detection came to the list whose time does not tell whose it is: ${
        named(seen.undated)
      }`,
    );
  }
  const endedMs = Math.max(...seen.children.map(({ durationMs }) => durationMs));
  if (seen.lastAskedMs === null || seen.lastAskedMs < endedMs + seen.lookoutMs) {
    return agentUnreadable(
      `no listing could be read ${seconds(seen.lookoutMs)} after the end of the control`,
    );
  }
  return pass(
    "quiet-as-expected",
    `The control ran to its end and no detection was recorded${besides(seen)}`,
  );
}

/** What else came to the list: whoever reads "no detection" has to know of it. */
function besides({ others = [] }: AttemptObservation): string {
  return others.length === 0 ? "" : `. Something else was detected meanwhile: ${named(others)}`;
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
  const fits = [...seen.fits, ...seen.undated];
  const detected = fits.length === 0 ? "" : `; yet a detection was recorded: ${named(fits)}`;
  if (child === undefined) return inconclusive("trigger-not-run", `The trigger never started${detected}`);
  if (child.signalledByUs) {
    return inconclusive(
      "trigger-not-run",
      `The trigger did not end by itself and was stopped by the harness${detected}`,
    );
  }
  const complaint = child.stderr === undefined ? "" : child.stderr.trim().split("\n")[0] ?? "";
  const how = child.signal === null ? `exit code ${child.exitCode}` : `signal ${child.signal}`;
  return inconclusive(
    "trigger-not-run",
    `The trigger ended with ${how}, which is neither its end nor a block${
      complaint === "" ? "" : `: ${complaint}`
    }${detected}`,
  );
}

function agentUnreadable(why: string): Judgement {
  return inconclusive("agent-unreadable", `The agent could not be read: ${why}`);
}

function named(detections: readonly Detection[]): string {
  return detections.map(({ name, status, detectedAt }) =>
    `${name} (${status ?? "no status"}, ${detectedAt ?? "no time"})`
  ).join(", ");
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
