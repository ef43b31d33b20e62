// The agent's list as it really is, row by row with all that becomes of a row, and as a command would print it at a
// moment. Times without "wall" are of the monotonic clock.

/** Where a row comes from: that is what only the maker of a device knows. */
export type Origin =
  | "before-the-run"
  | "trigger"
  /** What was recorded before, once more: with the time of then, or with a later one. */
  | "trigger-again"
  | "trigger-later"
  | "second-actor"
  | "other";

/** From a moment on, until the next one. */
export interface Since<Value> {
  readonly fromMs: number;
  readonly value: Value;
}

/** A row of the list with its past and future. */
export interface ThreatRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly origin: Origin;
  readonly listedFromMs: number;
  /** When the thing happened, by the wall clock of then. */
  readonly happenedWallMs: number;
  readonly happenedMs: number;
  /** Printed times, the first from the beginning. */
  readonly dates: Since<number>[];
  readonly statuses: (Since<string> & { readonly wallMs: number })[];
  goneFromMs: number;
}

/** A row as printed. */
export interface PrintedRow {
  readonly of: ThreatRow;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly wallMs: number;
  readonly status: string;
  /** All statuses so far, oldest first, by the wall clock. */
  readonly past: readonly { readonly wallMs: number; readonly status: string }[];
}

/** How the list is printed, each from when until when. */
export interface ListQuirks {
  /** Rows listed before this moment are missing in the span. */
  readonly hidden: { readonly fromMs: number; untilMs: number; readonly olderThanMs: number }[];
  readonly newest: { readonly fromMs: number; readonly untilMs: number; readonly rows: number }[];
  readonly short: { readonly fromMs: number; readonly untilMs: number; readonly rows: number }[];
  doubledFromMs: number;
  order: "oldest-first" | "newest-first" | "shuffled";
}

/** No quirk at all. */
export function plainList(): ListQuirks {
  return { hidden: [], newest: [], short: [], doubledFromMs: Infinity, order: "oldest-first" };
}

/** The value of a moment. */
export function valueAt<Value>(changes: readonly Since<Value>[], atMs: number): Value | undefined {
  return changes.findLast(({ fromMs }) => fromMs <= atMs)?.value;
}

/** Whether the list shows the row at a moment. */
export function isListed(row: ThreatRow, atMs: number, { hidden }: Pick<ListQuirks, "hidden">): boolean {
  return row.listedFromMs <= atMs && atMs < row.goneFromMs &&
    !hidden.some((span) => span.fromMs <= atMs && atMs < span.untilMs && row.listedFromMs < span.olderThanMs);
}

/** The list as a command prints it. */
export function printedRows(
  rows: readonly ThreatRow[],
  atMs: number,
  quirks: ListQuirks,
): readonly PrintedRow[] {
  const listed = rows.filter((row) => isListed(row, atMs, quirks));
  const most = quirks.newest.filter(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
  const kept = most.length === 0 ? listed : listed.slice(-Math.min(...most.map(({ rows }) => rows)));
  const short = quirks.short.filter(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
  const left = short.length === 0 ? kept : kept.slice(0, -Math.max(...short.map(({ rows }) => rows)));
  const once = inOrder(left, quirks.order).map((row): PrintedRow => {
    const wallMs = valueAt(row.dates, atMs) ?? row.happenedWallMs;
    const shiftMs = wallMs - row.happenedWallMs;
    const past = row.statuses.filter(({ fromMs }, index) => index === 0 || fromMs <= atMs)
      .map((one) => ({ wallMs: one.wallMs + shiftMs, status: one.value }));
    return { ...row, of: row, wallMs, past, status: past.at(-1)?.status ?? "" };
  });
  return atMs < quirks.doubledFromMs ? once : once.flatMap((row) => [row, row]);
}

function inOrder(rows: readonly ThreatRow[], order: ListQuirks["order"]): readonly ThreatRow[] {
  if (order === "oldest-first") return rows;
  if (order === "newest-first") return rows.toReversed();
  return rows.toSorted((one, other) => one.id.slice(-3) < other.id.slice(-3) ? -1 : 1);
}
