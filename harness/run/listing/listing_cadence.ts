// How often the list is asked for: every listing costs the device under test something. Times in milliseconds.

/** After a listing at least so many times as long as one takes, so that listings have a fifth of the time at most. */
const PAUSE_PER_LISTING = 4;
const LEAST_PAUSE_MS = 100;
/** Between listings in which nothing is timed: in a control, and once an entry was seen. */
export const PATIENT_PAUSE_MS = 2_000;

/** What a pause hangs on. */
export interface ListingPause {
  /** What a listing takes on this device. */
  readonly costMs: number;
  /** How long one would wait if it cost nothing. */
  readonly wantedMs?: number;
  /** Time left to a moment at which to ask: there one is asked after as long as a listing takes. */
  readonly leftMs?: number;
}

/** How long to wait from the answer of a listing to the next question. */
export function pauseAfter({ costMs, wantedMs = 0, leftMs = Infinity }: ListingPause): number {
  const pauseMs = Math.max(PAUSE_PER_LISTING * costMs, wantedMs);
  return Math.max(LEAST_PAUSE_MS, leftMs > 0 ? Math.min(pauseMs, Math.max(costMs, leftMs)) : pauseMs);
}

/** What a listing takes: the shorter of the last two, since one that stumbles tells nothing of the others. */
export function costOf(tookMs: readonly number[]): number {
  return tookMs.length === 0 ? 0 : Math.min(...tookMs.slice(-2));
}
