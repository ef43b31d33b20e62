// What an observer who asks again and again can see of a row: when the list shows it, and when commands answer. Spans
// that are too short to be met by somebody who spares the device and asks every two seconds count for nothing.
import { printedRows, type ThreatRow } from "./threat_rows.ts";
import type { Hiccup, World } from "./world.ts";

/** How long something must be there to be met for certain: a pause between questions, an answer, and some room. */
export const MET_MS = 3000;
const STEP_MS = 100;

/** Whether the list as printed at a moment holds the row. */
function isShown({ rows, quirks }: World, row: ThreatRow, atMs: number): boolean {
  return printedRows(rows, atMs, quirks).some(({ of }) => of === row);
}

/** Whether a question for the list gets an answer in time at a moment. */
export function answers({ hiccups }: World, atMs: number): boolean {
  return !hiccups.some((one) => one.which !== "health" && isOn(one, atMs));
}

/** Whether a hiccup is on. */
export function isOn({ fromMs, untilMs }: Hiccup, atMs: number): boolean {
  return fromMs <= atMs && atMs < untilMs;
}

/** The first moment from which on `holds` is true for so long that nobody misses it; null when there is none. */
export function firstMet(
  holds: (atMs: number) => boolean,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): number | null {
  let since: number | null = null;
  for (let atMs = fromMs; atMs <= untilMs; atMs += STEP_MS) {
    if (!holds(atMs)) since = null;
    else if (atMs - (since ??= atMs) >= MET_MS) return since;
  }
  return null;
}

/** The first moment at which the row can be met for certain. */
export function surelySeenMs(
  world: World,
  row: ThreatRow,
  span: { readonly fromMs: number; readonly untilMs: number },
): number | null {
  const fromMs = Math.max(span.fromMs, row.listedFromMs);
  return firstMet((atMs) => isShown(world, row, atMs) && answers(world, atMs), { ...span, fromMs });
}

/** Whether the row can be met at all. */
export function maybeSeen(
  world: World,
  row: ThreatRow,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): boolean {
  for (let atMs = Math.max(fromMs, row.listedFromMs); atMs <= untilMs; atMs += STEP_MS) {
    if (isShown(world, row, atMs)) return true;
  }
  return false;
}
