// Whose an entry is: it belongs to the attempt in whose window its date lies, whenever it was listed. What is dated
// before all of them is nobody's, and what tells no credible date is not credited to anybody either.
import { zoneMove } from "./common_move.ts";
import type { EntryLedger, ListedEntry, ListingMoment } from "./entry_ledger.ts";

/** How a date relates to the attempt it is put down to. */
export type Placing =
  /** Dated between the start of its trigger and the start of the next. */
  | "in-window"
  /** Listed for the first time since its trigger started, but dated before the first trigger of the run. */
  | "dated-before"
  /** Listed for the first time since its trigger started; its date tells nothing. */
  | "undated";

/** An entry that no listing showed before the trigger of its attempt started. */
export interface PlacedEntry {
  readonly entry: ListedEntry;
  /** Index of the attempt. */
  readonly attempt: number;
  readonly placing: Placing;
  /** Its date in milliseconds since the start of the run; null when it is undated. */
  readonly datedMs: number | null;
}

/** Whole seconds and two clocks: a date may lie so long before what it tells of. */
export const DATE_TOLERANCE_MS = 2_000;

/**
 * Puts down to its attempt every entry that first showed after a trigger had started.
 *
 * @param starts starts of the triggers in milliseconds since the start of the run, in order; null where none started.
 */
export function placeEntries(
  ledger: Pick<EntryLedger, "entries" | "moments">,
  starts: readonly (number | null)[],
): readonly PlacedEntry[] {
  const placed = ledger.entries.flatMap((entry) => place(entry, ledger.moments, starts));
  // A date that another zone would explain is not believed; but once a date fits as it stands, the zone is known.
  const zoneIsKnown = placed.some(({ placing }) => placing === "in-window");
  return corrected(placed).map(({ inOtherZone, ...one }) =>
    inOtherZone && zoneIsKnown ? { ...one, placing: "dated-before" } : one
  );
}

interface Candidate extends PlacedEntry {
  readonly inOtherZone: boolean;
}

function place(
  entry: ListedEntry,
  moments: readonly ListingMoment[],
  starts: readonly (number | null)[],
): readonly Candidate[] {
  const answeredMs = moments[entry.firstIndex]?.answeredMs ?? 0;
  const home = lastStarted(starts, answeredMs);
  if (home === null) return [];
  const undated: Candidate = { entry, attempt: home, placing: "undated", datedMs: null, inOtherZone: false };
  if (entry.datedMs === null || entry.redated === "with-others") return [undated];
  const dates = clocksUntil(moments, entry.firstIndex).map((clockMs) => (entry.datedMs ?? 0) - clockMs);
  for (const datedMs of dates) {
    if (datedMs > answeredMs + DATE_TOLERANCE_MS) continue;
    const attempt = lastStarted(starts.slice(0, home + 1), datedMs + DATE_TOLERANCE_MS);
    if (attempt !== null) return [{ ...undated, attempt, placing: "in-window", datedMs }];
  }
  const inOtherZone = dates.some((datedMs) => isZoneAway(datedMs, { starts, home, answeredMs }));
  const [datedMs = 0] = dates;
  if (datedMs > answeredMs) return [{ ...undated }];
  return [{ ...undated, ...(!inOtherZone && { placing: "dated-before", datedMs }), inOtherZone }];
}

/** The last trigger that had started by then. */
function lastStarted(starts: readonly (number | null)[], byMs: number): number | null {
  const index = starts.findLastIndex((startMs) => startMs !== null && startMs <= byMs);
  return index < 0 ? null : index;
}

/** Wall clock at the start of the run as each listing until then has it, the latest first; the same ones once. */
function clocksUntil(moments: readonly ListingMoment[], index: number): readonly number[] {
  const clocks: number[] = [];
  for (const { askedAt, askedMs } of moments.slice(0, index + 1).toReversed()) {
    const clockMs = Date.parse(askedAt) - askedMs;
    if (clocks.every((other) => Math.abs(other - clockMs) > DATE_TOLERANCE_MS / 2)) clocks.push(clockMs);
  }
  return clocks;
}

/** Whether the date would lie between the start of the trigger and the listing if it were of another zone. */
function isZoneAway(
  datedMs: number,
  { starts, home, answeredMs }: {
    readonly starts: readonly (number | null)[];
    readonly home: number;
    readonly answeredMs: number;
  },
): boolean {
  const earliestMs = (starts[home] ?? 0) - DATE_TOLERANCE_MS;
  const quarterMs = 15 * 60_000;
  const move = Math.ceil((earliestMs - datedMs) / quarterMs) * quarterMs;
  return zoneMove(move) !== null && datedMs + move <= answeredMs + DATE_TOLERANCE_MS;
}

/** An entry whose time the agent corrects within one window is the same entry, as it stood last. */
function corrected(placed: readonly Candidate[]): readonly Candidate[] {
  return placed.filter(({ entry, attempt }) =>
    entry.detection.id === null ||
    !placed.some((later) =>
      later.attempt === attempt && later.entry.detection.id === entry.detection.id &&
      later.entry.firstIndex > entry.lastIndex
    )
  );
}
