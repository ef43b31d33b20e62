// Watching the agent's list while a trigger runs: when does a fitting entry first show up, and is it alone?
import type { Detection } from "../../model/detection.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Device } from "../../ports/device.ts";
import { addListing, type ListingsQuestion, type ListingsSeen, NOTHING_LISTED } from "./fold_listings.ts";

/** From the start of one listing to the start of the next: while something may happen any moment, and later. */
const BRISK_PAUSE_MS = 100;
const PATIENT_PAUSE_MS = 500;
/** How long after the start of the trigger, and after its end, the listing is asked for briskly. */
const BRISK_FOR_MS = 5_000;
/** How long to look on after the first entry that fits: a second actor's entry follows closely. */
const CONFIRM_MS = 1_000;
/** An agent that fails this often in a row will not come back within one attempt. */
const FAILURES_IN_A_ROW = 3;

/** What to look for, and for how long. Times are milliseconds from the start of the trigger. */
export interface WatchPlan extends ListingsQuestion {
  readonly startedAtMs: number;
  readonly deadlineMs: number;
  /** How long to go on after the deadline for a trigger that was killed but not recorded. */
  readonly graceMs: number;
  /** Set for controls: how long after their end nothing may be recorded. */
  readonly quietMs: number | null;
  /** Whether this end of the trigger counts as blocked, so that a late record is worth waiting for. */
  readonly isBlocked: (children: readonly ChildRecord[]) => boolean;
  readonly ended: Promise<readonly ChildRecord[]>;
  readonly signal: AbortSignal;
  readonly onSeen: (detection: Detection, afterMs: number) => void;
}

/** What the list showed. */
export interface WatchResult extends ListingsSeen {
  /** Why the last listing could not be read; null when it could. */
  readonly unreadable: string | null;
  readonly evidence: readonly string[];
}

/** Before the first look. */
export const NOTHING_WATCHED: WatchResult = { ...NOTHING_LISTED, unreadable: null, evidence: [] };

interface Progress {
  children: readonly ChildRecord[] | null;
  childrenEndedMs: number | null;
  failuresInARow: number;
  timedOut: boolean;
}

/** Polls the list until the attempt can be judged, the time is up, or `signal` aborts. */
export async function watchDetections(
  { device, clock }: { readonly device: Device; readonly clock: Clock },
  plan: WatchPlan,
): Promise<WatchResult> {
  const progress: Progress = {
    children: null,
    childrenEndedMs: null,
    failuresInARow: 0,
    timedOut: false,
  };
  const elapsedMs = () => clock.monotonicMs() - plan.startedAtMs;
  const childrenEnded = new AbortController();
  const followed = plan.ended.then((children) => {
    progress.children = children;
    progress.childrenEndedMs = elapsedMs();
    childrenEnded.abort();
  });
  let result = NOTHING_WATCHED;
  while (true) {
    // The moment counts at which the list was asked for: only an answer asked for after the deadline proves
    // that nothing had been recorded until then.
    const askedMs = elapsedMs();
    result = await lookOnce(device, plan, { progress, result });
    if (isOver(plan, { ...progress, firstSeenMs: result.firstSeenMs }, askedMs) || plan.signal.aborted) break;
    const pauseMs = Math.max(0, askedMs + pauseFor(plan, progress, askedMs) - elapsedMs());
    const wake = progress.children === null
      ? AbortSignal.any([plan.signal, childrenEnded.signal])
      : plan.signal;
    await clock.sleep(pauseMs, wake);
  }
  // When the agent is gone the trigger may still run to its end; the caller waits for it and stops it.
  void followed;
  return result;
}

async function lookOnce(
  device: Device,
  plan: WatchPlan,
  { progress, result }: { progress: Progress; result: WatchResult },
): Promise<WatchResult> {
  const { detections, answeredAtMs } = await device.listDetections();
  const evidence = [...new Set([...result.evidence, ...detections.evidence])];
  if (detections.kind === "unreadable") {
    progress.failuresInARow += 1;
    progress.timedOut ||= detections.problem.code === "agent/timed-out";
    return { ...result, unreadable: detections.problem.message, evidence };
  }
  progress.failuresInARow = 0;
  const listing = { answeredMs: answeredAtMs - plan.startedAtMs, detections: detections.value };
  const seen = addListing(result, listing, plan);
  const [first] = seen.fits;
  if (first !== undefined && seen.firstSeenMs !== null && result.firstSeenMs === null) {
    plan.onSeen(first, seen.firstSeenMs);
  }
  return { ...seen, unreadable: null, evidence };
}

function isOver(
  plan: WatchPlan,
  progress: Progress & Pick<ListingsSeen, "firstSeenMs">,
  askedMs: number,
): boolean {
  const { children, childrenEndedMs, firstSeenMs } = progress;
  const agentIsGone = progress.timedOut || progress.failuresInARow >= FAILURES_IN_A_ROW;
  if (children === null || childrenEndedMs === null) return agentIsGone;
  if (agentIsGone) return true;
  if (plan.quietMs !== null) return askedMs >= childrenEndedMs + plan.quietMs || firstSeenMs !== null;
  if (firstSeenMs !== null) return askedMs >= firstSeenMs + CONFIRM_MS;
  if (askedMs < plan.deadlineMs) return false;
  return !plan.isBlocked(children) || askedMs >= plan.deadlineMs + plan.graceMs;
}

function pauseFor({ quietMs }: WatchPlan, { childrenEndedMs }: Progress, askedMs: number): number {
  // Nothing is timed in a control, and every listing costs the agent something.
  if (quietMs !== null) return PATIENT_PAUSE_MS;
  const since = askedMs - (childrenEndedMs ?? 0);
  return since <= BRISK_FOR_MS ? BRISK_PAUSE_MS : PATIENT_PAUSE_MS;
}
