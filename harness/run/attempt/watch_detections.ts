// Watching the agent's list while a trigger runs: when does an entry that fits first show up? What comes after it is
// looked for by the listings of the rest of the run.
import type { Detection } from "../../model/detection.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import type { DetectionMatch } from "../../model/scenario.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { entryAs, type NamedDetection } from "../listing/entry_ledger.ts";
import { DATE_TOLERANCE_MS, type PlacedEntry, placeEntries } from "../listing/place_entries.ts";
import { saysStopped } from "../listing/stopped_statuses.ts";
import { costOf, type ListingPause, PATIENT_PAUSE_MS, pauseAfter } from "../listing/listing_cadence.ts";
import { type AskedListing, enterListing, type RunBook } from "./run_book.ts";

/** How long after the start of the trigger, and after its end, an entry may come any moment. */
const BRISK_FOR_MS = 5_000;
/** Between listings after that time: whatever comes is timed all the same. */
const LATER_PAUSE_MS = 500;
/** How long an entry is looked at whose status does not say that it was stopped: it may become one that does. */
const STATUS_FOR_MS = 5_000;

/** An agent that did not answer for so long is not waited for beyond the deadline. */
const GONE_AFTER_MS = 5_000;

/** What to look for, and for how long. Times are milliseconds from the start of the trigger. */
export interface WatchPlan {
  readonly match: DetectionMatch;
  /** On the monotonic clock. */
  readonly startedAtMs: number;
  readonly deadlineMs: number;
  /** How long to go on after the deadline for a trigger that was killed but not recorded. */
  readonly graceMs: number;
  /** A control: nothing is waited for once it has ended; what comes late is listed later. */
  readonly isControl: boolean;
  /** Whether this end of the trigger counts as blocked, so that a late record is worth waiting for. */
  readonly isBlocked: (children: readonly ChildRecord[]) => boolean;
  readonly ended: Promise<readonly ChildRecord[]>;
  readonly signal: AbortSignal;
  readonly onSeen: (detection: Detection, afterMs: number) => void;
}

interface Progress {
  children: readonly ChildRecord[] | null;
  childrenEndedMs: number | null;
  /** When an entry that fits was listed first. */
  seenMs: number | null;
  /** Whether its status says that it was stopped. */
  isStopped: boolean;
  /** When the last listing that could be read was asked for. */
  lastReadMs: number;
}

/** Asks for the list until the attempt can be judged, the time is up, or `signal` aborts; gives the evidence. */
export async function watchDetections(
  ports: Pick<RunPorts, "device" | "clock" | "originMs">,
  book: RunBook,
  plan: WatchPlan,
): Promise<readonly string[]> {
  const { clock, originMs } = ports;
  const progress: Progress = {
    children: null,
    childrenEndedMs: null,
    seenMs: null,
    isStopped: false,
    lastReadMs: 0,
  };
  const elapsedMs = () => clock.monotonicMs() - plan.startedAtMs;
  const childrenEnded = new AbortController();
  const followed = plan.ended.then((children) => {
    progress.children = children;
    progress.childrenEndedMs = elapsedMs();
    childrenEnded.abort();
  });
  const evidence: string[] = [];
  /** Waits from the answer of a listing to the next question; the end of the trigger is a moment to ask at. */
  const pause = async (): Promise<void> => {
    const sinceMs = elapsedMs();
    const costMs = costOf(book.listingsMs);
    const waitFor = (pauseMs: number, signal: AbortSignal) =>
      clock.sleep(Math.max(0, sinceMs + pauseMs - elapsedMs()), signal);
    const wake = progress.children === null
      ? AbortSignal.any([plan.signal, childrenEnded.signal])
      : plan.signal;
    const pauseMs = pauseAfter({ costMs, ...wantedPause(plan, progress, sinceMs) });
    await waitFor(pauseMs, wake);
    await waitFor(Math.min(pauseMs, pauseAfter({ costMs })), plan.signal);
  };
  await pause();
  while (!plan.signal.aborted) {
    const listing = await enterListing(ports, book);
    // The moment counts at which the list was asked for: only an answer asked for after the deadline proves
    // that nothing had been recorded until then.
    const askedMs = listing.askedMs + originMs - plan.startedAtMs;
    evidence.push(...listing.evidence);
    if (listing.problem === null) {
      look(book, plan, { progress, originMs });
      progress.lastReadMs = askedMs;
    }
    if (isOver(plan, progress, { ...listing, askedMs })) break;
    await pause();
  }
  // When it is interrupted the trigger may still run; the caller stops it.
  void followed;
  return evidence;
}

/** Takes from the book what it says of this attempt by now. */
function look(
  { ledger, attempts }: RunBook,
  { match, startedAtMs, onSeen }: WatchPlan,
  { progress, originMs }: { readonly progress: Progress; readonly originMs: number },
): void {
  const starts = [...attempts.map(({ record }) => record.triggerStartedMs), startedAtMs - originMs];
  const endMs = startedAtMs - originMs + (progress.childrenEndedMs ?? Infinity) + DATE_TOLERANCE_MS;
  const fits = placeEntries(ledger, starts).flatMap((placed): readonly NamedDetection[] => {
    const named = isOurs(placed, starts.length - 1) && (placed.datedMs ?? 0) <= endMs
      ? entryAs(placed.entry, match)
      : null;
    return named === null ? [] : [named];
  });
  const [first] = fits;
  if (first === undefined) return;
  progress.isStopped = fits.some(({ statuses }) => [...statuses].some(saysStopped));
  if (progress.seenMs !== null) return;
  progress.seenMs = (ledger.moments.at(-1)?.answeredMs ?? 0) + originMs - startedAtMs;
  onSeen(first.detection, progress.seenMs);
}

function isOurs({ attempt, placing }: PlacedEntry, index: number): boolean {
  return attempt === index && placing !== "dated-elsewhere";
}

/** One reading that failed decides nothing: another one may succeed, unless the agent was silent until the deadline. */
function isOver(
  plan: WatchPlan,
  { children, childrenEndedMs, seenMs, isStopped, lastReadMs }: Progress,
  { askedMs, problem }: Pick<AskedListing, "askedMs" | "problem">,
): boolean {
  if (children === null || childrenEndedMs === null) return false;
  const isDue = askedMs >= plan.deadlineMs;
  const isGone = problem !== null && askedMs - lastReadMs >= GONE_AFTER_MS;
  if (problem !== null && (plan.isControl || isGone)) return isDue && askedMs >= childrenEndedMs;
  if (plan.isControl) return askedMs >= childrenEndedMs;
  if (seenMs !== null) return isStopped || askedMs >= seenMs + STATUS_FOR_MS;
  return isDue && (!plan.isBlocked(children) || askedMs >= plan.deadlineMs + plan.graceMs);
}

/** How long one would wait, were it not for what a listing costs, and how long it is to the next moment that decides. */
function wantedPause(
  { isControl, deadlineMs, graceMs }: WatchPlan,
  { childrenEndedMs, seenMs }: Progress,
  sinceMs: number,
): Pick<ListingPause, "wantedMs" | "leftMs"> {
  if (isControl) return { wantedMs: PATIENT_PAUSE_MS };
  if (seenMs !== null) return { wantedMs: PATIENT_PAUSE_MS, leftMs: seenMs + STATUS_FOR_MS - sinceMs };
  const isAnyMoment = sinceMs - (childrenEndedMs ?? 0) <= BRISK_FOR_MS;
  return {
    wantedMs: isAnyMoment ? 0 : LATER_PAUSE_MS,
    leftMs: deadlineMs + (sinceMs < deadlineMs ? 0 : graceMs) - sinceMs,
  };
}
