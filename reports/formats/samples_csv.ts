// One row a process and tick, made while the samples are read: memory does not grow with their number.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { csvLine } from "./csv.ts";
import type { ReportContext, Reporter } from "../views/reporter.ts";
import { sampleLines } from "../views/sample_series.ts";

/** `samples-csv`: `samples.csv`. */
export const samplesCsvReporter: Reporter = {
  name: "samples-csv",
  fileName: "samples.csv",
  readers: "spreadsheets and notebooks: one row a process and sample",
  appliesTo: ({ isMeasured }) => isMeasured,
  render: (record, context) => samplesCsv(record, context),
};

const COLUMNS = [
  "unverified",
  "block",
  "phase",
  "workload",
  "arm",
  "at_ms",
  "missed_before",
  "process",
  "pid",
  "cpu_time_ms",
  "memory_bytes",
];

/** Rows handed on at a time. */
const ROWS_PER_CHUNK = 500;

async function* samplesCsv(
  { unverified }: RunRecord,
  { samples }: ReportContext,
): AsyncIterable<string> {
  const isUnverified = unverified.length > 0;
  let rows = csvLine(COLUMNS);
  let waiting = 0;
  for await (const line of sampleLines(samples?.() ?? nothing())) {
    const { block, phase, workload, arm, atMs, missed } = line;
    for (const { label, pid, cpuMs, bytes } of line.processes) {
      rows += csvLine([isUnverified, block, phase, workload, arm, atMs, missed, label, pid, cpuMs, bytes]);
      waiting += 1;
    }
    if (waiting < ROWS_PER_CHUNK) continue;
    yield rows;
    rows = "";
    waiting = 0;
  }
  yield rows;
}

async function* nothing(): AsyncIterable<string> {
  // No samples were kept: the file has its head only.
}
