// What a measurement found, as rows that the terminal and the feedback share.
import { formatQuantity, type Unit } from "../harness/model/format_quantity.ts";
import type { MeasurementRecord } from "../harness/model/measurement.ts";
import type { RunRecord } from "../harness/model/run_record.ts";

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

/** The findings that stand out most from what chance does, the strongest first; one for each workload and process. */
export function strongestFindings(record: RunRecord, limit: number): readonly MeasurementRecord[] {
  const found = record.measurements.filter(({ conclusion, shift }) =>
    (conclusion === "costs" || conclusion === "saves") && shift !== null
  );
  // All processes together say again what the busiest one says.
  const single = found.filter(({ process }) => process !== "agent");
  const sorted = (single.length > 0 ? single : found).toSorted((a, b) => strength(b) - strength(a));
  const seen = new Set<string>();
  return sorted.filter((finding) => {
    const subject = `${finding.workload} ${finding.process ?? ""} ${finding.metric.split(".")[0]}`;
    if (seen.has(subject)) return false;
    seen.add(subject);
    return true;
  }).slice(0, limit);
}

/** How many times what could just be seen: comparable across units. */
function strength({ shift, minimumDetectable }: MeasurementRecord): number {
  if (shift === null) return 0;
  return Math.abs(shift.value) / Math.max(minimumDetectable ?? 0, Number.MIN_VALUE);
}

function median(arm: MeasurementRecord["off"], unit: string): string {
  return arm === null || arm.median === null ? "–" : formatQuantity(arm.median, unit as Unit);
}
