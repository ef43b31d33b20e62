// Where a night lies across a chart. By the calendar, so that nights without a run are gaps.
const DAY_MS = 24 * 60 * 60 * 1000;
/** Width of the drawing, in its own units; it is stretched to that of the window. */
export const WIDTH = 1000;

/** Places of nights. */
export interface NightAxis {
  readonly first: string;
  readonly last: string;
  /** Nights from the first to the last, those without a run too. */
  readonly count: number;
  /** Width of one night. */
  readonly step: number;
  /** Where a night begins. */
  place(night: string): number;
  /** The middle of a night. */
  middle(night: string): number;
}

/** The axis of some nights (2026-11-23), at least one, in any order. */
export function nightAxis(nights: readonly string[]): NightAxis {
  const sorted = nights.toSorted();
  const [first = "", last = ""] = [sorted.at(0), sorted.at(-1)];
  const dayOf = (night: string) => Math.round((Date.parse(night) - Date.parse(first)) / DAY_MS);
  const count = dayOf(last) + 1;
  const step = WIDTH / count;
  const place = (night: string) => tenth(dayOf(night) * step);
  return { first, last, count, step, place, middle: (night) => tenth((dayOf(night) + 0.5) * step) };
}

/** Whether one night follows on another. */
export function isNextNight(one: string, other: string): boolean {
  return Math.round((Date.parse(other) - Date.parse(one)) / DAY_MS) <= 1;
}

/** Finer is not seen and only makes the file large. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
