// What a measurement found, as rows that the terminal and the feedback share.
import { formatInterval, formatQuantity, type Unit } from "../../harness/model/text/format_quantity.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";

/** What a cell of a narrow table says of a comparison: the change with its interval, or what could have been seen. */
export function briefEffect(
  { conclusion, unit, shift, minimumDetectable, off, on, current }: MeasurementRecord,
): string {
  const levels = current === null ? `${median(off, unit)} → ${median(on, unit)}` : median(current, unit);
  switch (conclusion) {
    case "not compared":
      return levels;
    case "cannot tell":
      return `${levels}: ${shift === null ? "" : `${change(shift, unit)}, `}cannot tell`;
    case "no difference seen":
      return `${levels}: ${shift === null ? "" : `${change(shift, unit)}, `}none seen (≥ ${
        minimumDetectable === null ? "?" : formatQuantity(minimumDetectable, unit as Unit)
      } would have been)`;
    case "costs":
    case "saves":
      return shift === null ? levels : `${levels}: ${change(shift, unit, "**")}`;
  }
}

function change(shift: NonNullable<MeasurementRecord["shift"]>, unit: string, mark = ""): string {
  return `${mark}${signed(shift.value, unit)}${mark} (${formatInterval(shift, unit as Unit)})`;
}

function signed(value: number, unit: string): string {
  return `${value > 0 ? "+" : ""}${formatQuantity(value, unit as Unit)}`;
}

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

/** A finding with the other workloads under which it was found too. */
export interface Finding {
  readonly measurement: MeasurementRecord;
  readonly alsoUnder: readonly string[];
}

/** What the numbers beside each other are, for whoever takes the difference of two medians. */
export const MEDIANS_NOTE =
  "Off → on are medians over blocks; the change is the median of the differences within quads, which need not be theirs.";

/** The findings that stand out most from what chance does, the strongest first; one for each process and quantity. */
export function strongestFindings(
  { measurements }: Pick<RunRecord, "measurements">,
  limit: number,
): readonly Finding[] {
  const found = measurements.filter(({ conclusion, shift }) =>
    (conclusion === "costs" || conclusion === "saves") && shift !== null
  );
  // All processes together say again what the busiest one says.
  const single = found.filter(({ process, metric }) => process !== "agent" || metric === "cpu.per-work");
  const sorted = (single.length > 0 ? single : found).toSorted((a, b) => strength(b) - strength(a));
  const bySubject = Map.groupBy(sorted, ({ process, metric }) => `${process ?? ""} ${metric.split(".")[0]}`);
  return [...bySubject.values()].slice(0, limit).flatMap(([measurement, ...others]) =>
    measurement === undefined ? [] : [{
      measurement,
      alsoUnder: [...new Set(others.map(({ workload }) => workload))].filter((one) =>
        one !== measurement.workload
      ),
    }]
  );
}

/** How many times what could just be seen: comparable across units. */
function strength({ shift, minimumDetectable }: MeasurementRecord): number {
  if (shift === null) return 0;
  return Math.abs(shift.value) / Math.max(minimumDetectable ?? 0, Number.MIN_VALUE);
}

function median(arm: MeasurementRecord["off"], unit: string): string {
  return arm === null || arm.median === null ? "–" : formatQuantity(arm.median, unit as Unit);
}
