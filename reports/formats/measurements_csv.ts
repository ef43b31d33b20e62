// One row a measurement, for spreadsheets and notebooks. Values are in the unit of their row.
import { noticeOf } from "../views/notice_of.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { type CsvCell, csvText } from "./csv.ts";
import type { Reporter } from "../views/reporter.ts";

/** `measurements-csv`: `measurements.csv`. */
export const measurementsCsvReporter: Reporter = {
  name: "measurements-csv",
  fileName: "measurements.csv",
  readers: "spreadsheets and notebooks: one row a measurement",
  appliesTo: ({ isMeasured }) => isMeasured,
  render: (record) =>
    csvText(
      Object.keys(COLUMNS),
      record.measurements.map((one) => Object.values(COLUMNS).map((cell) => cell(one, record))),
    ),
};

const COLUMNS: Readonly<Record<string, (one: MeasurementRecord, record: RunRecord) => CsvCell>> = {
  run_id: (_, { runId }) => runId,
  simulated: (_, { simulated }) => simulated,
  notice: (_, record) => noticeOf(record),
  unverified: (_, { unverified }) => unverified.length > 0,
  quick_look: (_, { measurement }) => measurement?.plan.quick ?? null,
  workload: ({ workload }) => workload,
  metric: ({ metric }) => metric,
  process: ({ process }) => process,
  unit: ({ unit }) => unit,
  off_blocks: ({ off }) => off?.n ?? null,
  off_median: ({ off }) => off?.median ?? null,
  off_low: ({ off }) => off?.low ?? null,
  off_high: ({ off }) => off?.high ?? null,
  on_blocks: ({ on }) => on?.n ?? null,
  on_median: ({ on }) => on?.median ?? null,
  on_low: ({ on }) => on?.low ?? null,
  on_high: ({ on }) => on?.high ?? null,
  current_median: ({ current }) => current?.median ?? null,
  shift: ({ shift }) => shift?.value ?? null,
  shift_low: ({ shift }) => shift?.low ?? null,
  shift_high: ({ shift }) => shift?.high ?? null,
  ratio: ({ ratio }) => ratio?.value ?? null,
  ratio_low: ({ ratio }) => ratio?.low ?? null,
  ratio_high: ({ ratio }) => ratio?.high ?? null,
  p_value: ({ pValue }) => pValue,
  adjusted_p_value: ({ adjustedPValue }) => adjustedPValue,
  family: ({ family }) => family,
  floor: ({ floor }) => floor,
  null_spread: ({ nullSpread }) => nullSpread,
  minimum_detectable: ({ minimumDetectable }) => minimumDetectable,
  conclusion: ({ conclusion }) => conclusion,
  budget: ({ budget }) => budget?.verdict ?? null,
  words: ({ words }) => words,
};
