// The one door to a stored run: whatever reads a bundle believes only what came through here. Checks the version and the
// shape of every event, and that `run.json` belongs to them. Whether somebody changed them is left to the caller.
import { z } from "zod";
import type { ErrorCode } from "../../harness/model/error_code.ts";
import { HarnessError } from "../../harness/model/harness_error.ts";
import { foldRun } from "../../harness/model/record/fold.ts";
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { runEventSchema } from "../../harness/model/record/run_event_schema.ts";
import type { RunRecord, WrittenRecord } from "../../harness/model/record/run_record.ts";
import { runRecordSchema } from "../../harness/model/record/run_record_schema.ts";
import { SCHEMA_VERSION } from "../../harness/model/record/schema_version.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import { parseBoundedJson } from "../../harness/model/text/parse_bounded_json.ts";

/** What lies in the folder of a run, read and not yet believed. */
export interface StoredRun {
  readonly folder: string;
  /** The lines of `events.ndjson` as values, without a last one that a crash cut short. */
  readonly events: readonly unknown[];
  /** Text of `run.json`; null when the run ended before it was written, or wrote none. */
  readonly runJson: string | null;
  /** Ids of the scenarios that are known. */
  readonly catalogue: readonly string[];
}

/** What was found of a run, in the shape of today. */
export interface CheckedRun {
  readonly events: readonly RunEvent[];
  /** Folded from the events by the rules of today. */
  readonly record: RunRecord;
  /** What `run.json` says; null without one. */
  readonly stored: WrittenRecord | null;
}

/**
 * Reads the record of a stored run. Names that came after it was written say "not known" (null, no entries).
 *
 * @throws HarnessError `bundle/incomplete` when events are missing, `bundle/schema-version` when a later version wrote it,
 * `bundle/record-invalid` when something is not of its shape or of a scenario that nobody knows.
 */
export function readRecord({ folder, events, runJson, catalogue }: StoredRun): CheckedRun {
  const checked = events.map((event, index) => readEvent(folder, event, index));
  const [start] = checked;
  if (start?.kind !== "run-started") throw refusal("bundle/incomplete", folder, "the run never started");
  const record = foldRun(checked);
  const stranger = record.scenarios.find(({ id }) => !catalogue.includes(id));
  if (stranger !== undefined) {
    const why = `it tells of scenario "${stranger.id}", which the catalogue of this bmverify does not hold`;
    throw refusal("bundle/record-invalid", folder, why);
  }
  return { events: checked, record, stored: runJson === null ? null : readRunJson(folder, runJson, record) };
}

function readEvent(folder: string, value: unknown, index: number): RunEvent {
  const what = `line ${index + 1} of events.ndjson`;
  if (index === 0) refuseLater(folder, value, what);
  const parsed = runEventSchema.safeParse(value);
  if (!parsed.success) {
    throw refusal("bundle/record-invalid", folder, `${what} is no event: ${firstIssue(parsed.error)}`);
  }
  if (parsed.data.seq === index) return parsed.data;
  const gap = `${what} is event ${parsed.data.seq} of the run, where event ${index} should be`;
  throw refusal("bundle/incomplete", folder, gap);
}

/** The events decide; a `run.json` that is there must be one, and of the same run. */
function readRunJson(folder: string, text: string, { runId }: RunRecord): WrittenRecord {
  let value: unknown;
  try {
    value = parseBoundedJson(text);
  } catch (error) {
    throw refusal("bundle/record-invalid", folder, `run.json is no JSON: ${String(error)}`);
  }
  refuseLater(folder, value, "run.json");
  const parsed = runRecordSchema.safeParse(value);
  if (!parsed.success) {
    throw refusal("bundle/record-invalid", folder, `run.json is no record: ${firstIssue(parsed.error)}`);
  }
  if (parsed.data.runId === runId) return parsed.data;
  const other = `run.json is of run "${parsed.data.runId}", and its events are of "${runId}"`;
  throw refusal("bundle/record-invalid", folder, other);
}

/** Before its shape is looked at: of a later version nothing is known, its shape least of all. */
function refuseLater(folder: string, value: unknown, what: string): void {
  const version = typeof value === "object" && value !== null && "schemaVersion" in value
    ? value.schemaVersion
    : null;
  if (typeof version !== "number" || version <= SCHEMA_VERSION) return;
  const why = `${what} has version ${version}, and this bmverify knows versions up to ${SCHEMA_VERSION}`;
  throw refusal("bundle/schema-version", folder, why);
}

const HINTS = {
  "bundle/incomplete":
    'Copy the bundle again, whole; "bmverify report --verify" names every file that differs',
  "bundle/record-invalid":
    "Take the bundle again from where it was made, and read it with the version that wrote it",
  "bundle/schema-version": "Use the version of bmverify that wrote it, or a later one",
} as const satisfies Partial<Record<ErrorCode, string>>;

function refusal(code: keyof typeof HINTS, folder: string, why: string): HarnessError {
  return new HarnessError(code, printableLine(`Cannot read the bundle "${folder}": ${why}`), {
    hint: HINTS[code],
  });
}

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : `${z.core.toDotPath(issue.path)}: `;
  return `${place}${issue?.message ?? "unknown"}`;
}
