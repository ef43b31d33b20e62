// Watching the agent's list while a trigger runs: when does an entry that fits first show up? What comes after it is
// looked for by the listings of the rest of the run.
import type { Detection } from "../../model/detection.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import { detectionFits, type DetectionMatch } from "../../model/scenario.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { type PlacedEntry, placeEntries } from "../listing/place_entries.ts";
import { saysStopped } from "../listing/stopped_statuses.ts";
import { type AskedListing, enterListing, type RunBook } from "./run_book.ts";

/** From the start of one listing to the start of the next: while something may happen any moment, and later. */
const BRISK_PAUSE_MS = 100;
const PATIENT_PAUSE_MS = 500;
/** How long after the start of the trigger, and after its end, the listing is asked for briskly. */
const BRISK_FOR_MS = 5_000;
/** How long an entry is looked at whose status does not say that it was stopped: it may become one that does. */
const STATUS_FOR_MS = 5_000;

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
}

/** Asks for the list until the attempt can be judged, the time is up, or `signal` aborts; gives the evidence. */
export async function watchDetections(
  ports: Pick<RunPorts, "device" | "clock" | "originMs">,
  book: RunBook,
  plan: WatchPlan,
): Promise<readonly string[]> {
  const { clock, originMs } = ports;
  const progress: Progress = { children: null, childrenEndedMs: null, seenMs: null, isStopped: false };
  const elapsedMs = () => clock.monotonicMs() - plan.startedAtMs;
  const childrenEnded = new AbortController();
  const followed = plan.ended.then((children) => {
    progress.children = children;
    progress.childrenEndedMs = elapsedMs();
    childrenEnded.abort();
  });
  const evidence: string[] = [];
  while (true) {
    const listing = await enterListing(ports, book);
    // The moment counts at which the list was asked for: only an answer asked for after the deadline proves
    // that nothing had been recorded until then.
    const askedMs = listing.askedMs + originMs - plan.startedAtMs;
    evidence.push(...listing.evidence);
    if (listing.problem === null) look(book, plan, { progress, originMs });
    if (isOver(plan, progress, { ...listing, askedMs }) || plan.signal.aborted) break;
    const pauseMs = Math.max(0, askedMs + pauseFor(plan, progress, askedMs) - elapsedMs());
    const wake = progress.children === null
      ? AbortSignal.any([plan.signal, childrenEnded.signal])
      : plan.signal;
    await clock.sleep(pauseMs, wake);
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
  const fits = placeEntries(ledger, starts).filter((placed) => isOurs(placed, starts.length - 1, match));
  const [first] = fits;
  if (first === undefined) return;
  progress.isStopped = fits.some(({ entry }) => [...entry.statuses].some(saysStopped));
  if (progress.seenMs !== null) return;
  progress.seenMs = (ledger.moments.at(-1)?.answeredMs ?? 0) + originMs - startedAtMs;
  onSeen(first.entry.detection, progress.seenMs);
}

function isOurs({ entry, attempt, placing }: PlacedEntry, index: number, match: DetectionMatch): boolean {
  return attempt === index && placing !== "dated-before" && detectionFits(entry.detection, match);
}

/** One reading that failed decides nothing: until the deadline another one may succeed. */
function isOver(
  plan: WatchPlan,
  { children, childrenEndedMs, seenMs, isStopped }: Progress,
  { askedMs, problem }: Pick<AskedListing, "askedMs" | "problem">,
): boolean {
  if (children === null || childrenEndedMs === null) return false;
  const isDue = askedMs >= plan.deadlineMs;
  if (problem !== null) return isDue && askedMs >= childrenEndedMs;
  if (plan.isControl) return askedMs >= childrenEndedMs;
  if (seenMs !== null) return isStopped || askedMs >= seenMs + STATUS_FOR_MS;
  return isDue && (!plan.isBlocked(children) || askedMs >= plan.deadlineMs + plan.graceMs);
}

function pauseFor({ isControl }: WatchPlan, { childrenEndedMs }: Progress, askedMs: number): number {
  // Nothing is timed in a control, and every listing costs the agent something.
  if (isControl) return PATIENT_PAUSE_MS;
  const since = askedMs - (childrenEndedMs ?? 0);
  return since <= BRISK_FOR_MS ? BRISK_PAUSE_MS : PATIENT_PAUSE_MS;
}
