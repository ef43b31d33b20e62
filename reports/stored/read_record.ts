// A stored `run.json` as a record of today, whatever version of the harness wrote it.
import { z } from "zod";
import { HarnessError } from "../../harness/model/harness_error.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { runRecordSchema } from "../../harness/model/record/run_record_schema.ts";
import { SCHEMA_VERSION } from "../../harness/model/record/schema_version.ts";
import { allowsNull, type SchemaNode, shapeOf } from "./schema_node.ts";
import { RUN_SCHEMA } from "./run_schema.ts";

/**
 * Reads a record. Names that were added after it was written are filled with "not known" (null, no entries);
 * what is not a record, or is from a later version, is refused.
 *
 * @throws HarnessError `bundle/record-invalid`, `bundle/schema-version`.
 */
export function readRecord(value: unknown): RunRecord {
  const version = versionOf(value);
  if (version > SCHEMA_VERSION) {
    throw new HarnessError(
      "bundle/schema-version",
      `Cannot read a record of version ${version}: this bmverify knows versions up to ${SCHEMA_VERSION}`,
      { hint: "Use a later bmverify" },
    );
  }
  const parsed = runRecordSchema.safeParse(completeRecord(value));
  if (parsed.success) return parsed.data;
  throw new HarnessError("bundle/record-invalid", `Cannot read run.json: ${z.prettifyError(parsed.error)}`, {
    hint: "Check the bundle against its SHA256SUMS",
    cause: parsed.error,
  });
}

/** The value with names that were added after it was written, as far as "not known" can be said of them. */
export function completeRecord(value: unknown): unknown {
  return complete(value, RUN_SCHEMA);
}

function versionOf(value: unknown): number {
  const version = typeof value === "object" && value !== null && "schemaVersion" in value
    ? value.schemaVersion
    : null;
  if (typeof version === "number" && Number.isInteger(version) && version > 0) return version;
  throw new HarnessError("bundle/record-invalid", 'Cannot read run.json: it has no "schemaVersion"', {
    hint: "Give the run.json of a bundle",
  });
}

/** Adds what is missing where "not known" can be said; the rest is left for the schema to refuse. */
function complete(value: unknown, node: SchemaNode | undefined): unknown {
  const shape = shapeOf(node);
  if (Array.isArray(value)) return value.map((item) => complete(item, shape?.items));
  if (typeof value !== "object" || value === null || shape?.properties === undefined) return value;
  const known = Object.entries(shape.properties).flatMap(([key, inner]): (readonly [string, unknown])[] => {
    if (key in value) return [[key, complete((value as Readonly<Record<string, unknown>>)[key], inner)]];
    const unknown = notKnown(inner);
    return unknown === undefined ? [] : [[key, unknown]];
  });
  return { ...value, ...Object.fromEntries(known) };
}

function notKnown(node: SchemaNode): unknown {
  if (allowsNull(node)) return null;
  return node.type === "array" ? [] : undefined;
}
