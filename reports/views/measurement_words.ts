// Names and units of what is measured, as people read them. Shared by all formats that show a measurement.
import type { Unit } from "../../harness/model/text/format_quantity.ts";
import type { BlockRecord, MeasurementRecord } from "../../harness/model/record/measurement.ts";

const METRICS: Readonly<Record<string, string>> = {
  "cpu.mean": "CPU",
  "cpu.per-work": "CPU for a unit of work",
  "workload.wall": "Time of one repetition",
  "rss.mean": "Memory (resident set)",
  "rss.peak": "Peak memory (resident set)",
  "rss.growth": "Growth of memory (resident set)",
  "footprint.mean": "Memory (physical footprint)",
  "footprint.peak": "Peak memory (physical footprint)",
  "footprint.growth": "Growth of memory (physical footprint)",
  "instructions.rate": "Instructions",
  "cycles.rate": "Processor cycles",
  "energy.mean": "Energy the system bills",
};

/** A metric in words; one that nobody here knows keeps its name. */
export function metricInWords(metric: string): string {
  return METRICS[metric] ?? metric;
}

const UNITS: ReadonlySet<string> = new Set(
  [
    "percent-of-core",
    "bytes",
    "bytes-per-minute",
    "ms",
    "per-second",
    "milliwatts",
    "count",
  ] satisfies readonly Unit[],
);

/** The unit of a measurement; what is not known is a bare number. */
export function unitOfMeasurement({ unit }: Pick<MeasurementRecord, "unit">): Unit {
  return UNITS.has(unit) ? unit as Unit : "count";
}

/** Whether a measurement is of the agent as a whole or of the workload: what a reader wants to see first. */
export function isMainMeasurement({ process }: MeasurementRecord): boolean {
  return process === null || process === "agent";
}

const ARMS: Readonly<Record<BlockRecord["arm"], string>> = { off: "off", on: "on", current: "as it is" };

/** An arm in words. */
export function armInWords(arm: BlockRecord["arm"]): string {
  return ARMS[arm];
}
