// One row an attempt, for spreadsheets and notebooks.
import { noticeOf } from "../views/notice_of.ts";
import type { AttemptRecord, RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { type CsvCell, csvText } from "./csv.ts";
import type { Reporter } from "../views/reporter.ts";

/** `attempts-csv`: `attempts.csv`. */
export const attemptsCsvReporter: Reporter = {
  name: "attempts-csv",
  fileName: "attempts.csv",
  readers: "spreadsheets and notebooks: one row an attempt",
  appliesTo: ({ hasAttempts }) => hasAttempts,
  render: (record) =>
    csvText(
      Object.keys(COLUMNS),
      record.scenarios.flatMap((scenario) =>
        scenario.attempts.map((attempt) =>
          Object.values(COLUMNS).map((cell) => cell({ record, scenario, attempt }))
        )
      ),
    ),
};

interface Row {
  readonly record: RunRecord;
  readonly scenario: ScenarioRecord;
  readonly attempt: AttemptRecord;
}

const COLUMNS: Readonly<Record<string, (row: Row) => CsvCell>> = {
  run_id: ({ record }) => record.runId,
  simulated: ({ record }) => record.simulated,
  notice: ({ record }) => noticeOf(record),
  unverified: ({ record }) => record.unverified.length > 0,
  host_name: ({ record }) => record.device.hostName,
  app_version: ({ record }) => record.device.appVersion,
  release_ring: ({ record }) => record.device.releaseRing,
  scenario: ({ scenario }) => scenario.id,
  expectation: ({ scenario }) => scenario.expectation,
  attempt: ({ attempt }) => attempt.index,
  verdict: ({ attempt }) => attempt.verdict,
  reason: ({ attempt }) => attempt.reason,
  explanation: ({ attempt }) => attempt.explanation,
  started_at_utc: ({ attempt }) => attempt.startedAt,
  deadline_ms: ({ attempt }) => attempt.deadlineMs,
  trigger_duration_ms: ({ attempt }) => attempt.child?.durationMs ?? null,
  trigger_exit_code: ({ attempt }) => attempt.child?.exitCode ?? null,
  trigger_signal: ({ attempt }) => attempt.child?.signal ?? null,
  time_to_block_ms: ({ attempt }) => attempt.timeToBlockMs,
  time_to_record_ms: ({ attempt }) => attempt.timeToRecordMs,
  detections: ({ attempt }) => attempt.detections.length,
  detection_names: ({ attempt }) => attempt.detections.map(({ name }) => name).join("; "),
  other_detections: ({ attempt }) => attempt.otherDetections.length,
};
