// The record of a stored bundle: folded again from its events, completed where an earlier version wrote them, and held
// against the published shape.
import { z } from "zod";
import { completeRecord } from "../../reports/stored/read_record.ts";
import { foldRun } from "../model/record/fold.ts";
import { HarnessError, toProblem } from "../model/harness_error.ts";
import type { RunRecord } from "../model/record/run_record.ts";
import { runRecordSchema } from "../model/record/run_record_schema.ts";
import { SCHEMA_VERSION } from "../model/record/schema_version.ts";
import type { StoredBundle } from "../ports/bundle.ts";

/** @throws HarnessError `bundle/schema-version`, `bundle/record-invalid`. */
export function readRecord({ folder, events }: StoredBundle): RunRecord {
  const [start] = events;
  const version: unknown = start?.kind === "run-started" ? start.schemaVersion : null;
  if (typeof version !== "number" || version > SCHEMA_VERSION) {
    throw new HarnessError(
      "bundle/schema-version",
      `Cannot read the bundle "${folder}": its schema version is ${version}, and this tool knows up to ${SCHEMA_VERSION}`,
      { hint: "Use the version of the harness that wrote it, or a newer one" },
    );
  }
  let record: RunRecord;
  try {
    record = foldRun(events);
  } catch (error) {
    throw invalid(folder, toProblem(error).message, error);
  }
  const parsed = runRecordSchema.safeParse(completeRecord(record));
  if (!parsed.success) {
    throw invalid(folder, z.prettifyError(parsed.error).replaceAll("\n", " "), parsed.error);
  }
  return parsed.data;
}

function invalid(folder: string, why: string, cause: unknown): HarnessError {
  return new HarnessError(
    "bundle/record-invalid",
    `Cannot read the record of the bundle "${folder}": ${why}`,
    {
      hint: "Check the bundle against its SHA256SUMS with --verify",
      cause,
    },
  );
}
