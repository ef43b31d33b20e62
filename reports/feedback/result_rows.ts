// What was found, workload by workload: the agent as a whole and the workload's own time, and of single processes only what
// was claimed.
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import { formatQuantity } from "../../harness/model/text/format_quantity.ts";
import { metricInWords, unitOfMeasurement } from "../views/measurement_words.ts";
import type { ResultRow } from "./section.ts";

const MAIN_METRICS: ReadonlySet<string> = new Set([
  ...["cpu.mean", "cpu.per-work", "workload.wall"],
  ...["rss.mean", "rss.peak", "footprint.mean", "footprint.peak"],
]);

/** Rows in the order of the record. */
export function resultRows(measurements: readonly MeasurementRecord[]): readonly ResultRow[] {
  return measurements.filter(isWorthARow).map((one): ResultRow => {
    const { workload, process, metric, off, on, current, words } = one;
    const median = (arm: MeasurementRecord["off"]) =>
      arm === null || arm.median === null ? "–" : formatQuantity(arm.median, unitOfMeasurement(one));
    const whose = process === null ? "" : process === "agent" ? ", whole agent" : `, ${process}`;
    return {
      workload,
      what: `${metricInWords(metric)}${whose}`,
      off: current === null ? median(off) : null,
      on: median(on ?? current),
      effect: words,
    };
  });
}

function isWorthARow({ process, metric, conclusion }: MeasurementRecord): boolean {
  if (process === null || process === "agent") return MAIN_METRICS.has(metric);
  return conclusion === "costs" || conclusion === "saves";
}
