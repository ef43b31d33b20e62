// The published JSON Schema of run.json, made from the schema in the code. Writing it is left to generate.ts.
import { z } from "zod";
import { runRecordSchema } from "../model/record/run_record_schema.ts";

/** The schema (draft 2020-12) as text. Unknown keys are allowed in it: names are added freely. */
export function generateRunSchema(): string {
  const { $schema, $defs, $ref } = z.toJSONSchema(runRecordSchema, {
    // What a record of today holds: a default is for reading older ones, and a later one may hold more.
    override: ({ jsonSchema }) => {
      delete jsonSchema.default;
      delete jsonSchema.additionalProperties;
    },
  });
  // The library moves a schema that has an id into `$defs`; readers look for the shape at the root.
  const root = $defs?.[$ref?.replace("#/$defs/", "") ?? ""];
  if (root === undefined) throw new Error("Cannot generate the schema: the run record has no id any more");
  return `${JSON.stringify({ $schema, ...root }, null, 2)}\n`;
}
