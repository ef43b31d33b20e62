// What a measurement found, as rows for the terminal.
import { formatQuantity, type Unit } from "../../harness/model/text/format_quantity.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";

/** One row: a process, or the workload itself, with both arms and the effect in words. */
export interface CostRow {
  readonly workload: string;
  readonly what: string;
  readonly off: string;
  readonly on: string;
  readonly effect: string;
}

/** Rows in the order of the record. Names of metrics stay as they are in `run.json`. */
export function costRows(measurements: readonly MeasurementRecord[]): readonly CostRow[] {
  return measurements.map(({ workload, metric, process, unit, off, on, current, words }) => ({
    workload,
    what: process === null ? metric : `${process} ${metric}`,
    off: median(off, unit),
    on: median(on ?? current, unit),
    effect: words,
  }));
}

/** What people look at first: all processes together, and the time the workload took. */
export function isMainRow({ metric, process }: MeasurementRecord): boolean {
  return metric === "workload.wall" ||
    (process === "agent" && /^(cpu\.mean|\w+\.(mean|growth))$/.test(metric));
}

/** What the numbers beside each other are, for whoever takes the difference of two medians. */
export const MEDIANS_NOTE =
  "What stands for off and for on are medians over blocks; the change is the median of the differences within quads, which need not be theirs.";

function median(arm: MeasurementRecord["off"], unit: string): string {
  return arm === null || arm.median === null ? "–" : formatQuantity(arm.median, unit as Unit);
}
