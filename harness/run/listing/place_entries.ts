// Whose an entry is: it belongs to the attempt in whose window its date lies, whenever it was listed. What is dated
// before all of them is nobody's, and what tells no credible date is not credited to anybody either.
import { zoneMove } from "./common_move.ts";
import type { EntryLedger, ListedEntry } from "./entry_ledger.ts";

/** How a date relates to the attempt it is put down to. */
export type Placing =
  /** Dated between the start of its trigger and the start of the next. */
  | "in-window"
  /** Listed for the first time since its trigger started, but dated before the first trigger, or known and dated anew. */
  | "dated-elsewhere"
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
  const homeOf = lastStartedBefore(starts);
  const placed = ledger.entries.flatMap((entry) => {
    const answeredMs = ledger.moments[entry.firstIndex]?.answeredMs ?? 0;
    // An answer that came before a trigger, or at its very start, tells nothing of it.
    const home = homeOf(answeredMs);
    return home === null ? [] : place(entry, { home, answeredMs, starts });
  });
  // A date that another zone would explain is not believed; but once a date fits as it stands, the zone is known.
  const zoneIsKnown = placed.some(({ placing }) => placing === "in-window");
  return placed.map(({ needsOtherZone, ...one }) => {
    if (needsOtherZone && zoneIsKnown) return { ...one, placing: "dated-elsewhere" };
    return isDatedAnewWithOthers(one, placed) ? { ...one, placing: "undated", datedMs: null } : one;
  });
}

/** When an entry was listed first. */
interface ListedAt {
  /** Index of the last trigger that had started then. */
  readonly home: number;
  readonly answeredMs: number;
  readonly starts: readonly (number | null)[];
}

interface Candidate extends PlacedEntry {
  readonly needsOtherZone: boolean;
}

function place(
  entry: ListedEntry,
  { home, answeredMs, starts }: ListedAt,
): readonly Candidate[] {
  const undated: Candidate = {
    entry,
    attempt: home,
    placing: "undated",
    datedMs: null,
    needsOtherZone: false,
  };
  if (entry.datedMs === null) return [undated];
  const { clocksMs, datedMs: entryMs } = entry;
  const dates = clocksMs.map((clockMs) => entryMs - clockMs);
  const readings = dates.flatMap((datedMs) => {
    if (datedMs > answeredMs + DATE_TOLERANCE_MS) return [];
    const attempt = lastStarted(starts, home, datedMs + DATE_TOLERANCE_MS);
    return attempt === null ? [] : [{ attempt, datedMs }];
  });
  const [reading, otherReading] = readings;
  if (reading !== undefined) {
    // A clock that jumped by little leaves two readings.
    return otherReading !== undefined ? [undated] : [{ ...undated, ...reading, placing: "in-window" }];
  }
  const [datedMs = 0, ...otherDates] = dates;
  const isAhead = datedMs > answeredMs;
  // A clock that never jumped leaves the future no other reading than a wrong zone or a wrong date.
  const needsOtherZone = isAhead
    ? otherDates.length === 0
    : dates.some((one) => isZoneAway(one, { starts, home, answeredMs }));
  // An entry that was known before and now bears some other time is no new one.
  if (entry.redated) return [{ ...undated, placing: "dated-elsewhere", datedMs }];
  if (isAhead || needsOtherZone) return [{ ...undated, needsOtherZone }];
  return [{ ...undated, placing: "dated-elsewhere", datedMs }];
}

/** The last trigger, up to that place, that had started by then; a date mostly lies close behind it. */
function lastStarted(starts: readonly (number | null)[], upTo: number, byMs: number): number | null {
  for (let index = upTo; index >= 0; index -= 1) {
    const startMs = starts[index] ?? null;
    if (startMs !== null && startMs <= byMs) return index;
  }
  return null;
}

/** Finds the last trigger that started before a moment, by halving: the earliest start from each place on only grows. */
function lastStartedBefore(starts: readonly (number | null)[]): (ms: number) => number | null {
  const earliestFrom: number[] = [];
  for (let index = starts.length - 1, earliest = Infinity; index >= 0; index -= 1) {
    earliest = Math.min(earliest, starts[index] ?? Infinity);
    earliestFrom[index] = earliest;
  }
  return (ms) => {
    let [low, high] = [0, earliestFrom.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((earliestFrom[middle] ?? Infinity) < ms) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : low - 1;
  };
}

/** Whether the date would lie between the start of the trigger and the listing if it were of another zone. */
function isZoneAway(
  datedMs: number,
  { starts, home, answeredMs }: ListedAt,
): boolean {
  const earliestMs = (starts[home] ?? 0) - DATE_TOLERANCE_MS;
  const quarterMs = 15 * 60_000;
  const move = Math.ceil((earliestMs - datedMs) / quarterMs) * quarterMs;
  return zoneMove(move) !== null && datedMs + move <= answeredMs + DATE_TOLERANCE_MS;
}

/** Several known entries that one listing dates into a window tell of an agent that dates anew, and of no detection. */
function isDatedAnewWithOthers({ entry, placing }: PlacedEntry, placed: readonly PlacedEntry[]): boolean {
  return entry.redated && placing === "in-window" &&
    placed.some((other) =>
      other.entry !== entry && other.entry.redated && other.placing === "in-window" &&
      other.entry.firstIndex === entry.firstIndex && other.entry.detection.id !== entry.detection.id
    );
}
