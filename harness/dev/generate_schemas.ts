// The published JSON Schemas of run.json and of facts, made from the schemas in the code. Writing them is left to generate.ts.
import { z } from "zod";
import { factSchema } from "../../reports/facts/fact_schema.ts";
import { configurationSchema } from "../cli/config/configuration_schema.ts";
import { runRecordSchema } from "../model/record/run_record_schema.ts";

/** The schema of a run record (draft 2020-12) as text. Unknown keys are allowed in it: names are added freely. */
export function generateRunSchema(): string {
  return published(runRecordSchema);
}

/** The schema of one fact, likewise. */
export function generateFactSchema(): string {
  return published(factSchema);
}

/** The schema of `bmverify.toml`, for editors. A key that it does not have is an error. */
export function generateConfigurationSchema(): string {
  return published(configurationSchema, { isClosed: true });
}

function published(schema: z.ZodType, { isClosed = false }: { readonly isClosed?: boolean } = {}): string {
  const { $schema, $defs, $ref } = z.toJSONSchema(schema, {
    // What a record of today holds: a default is for reading older ones, and a later one may hold more.
    override: ({ jsonSchema }) => {
      delete jsonSchema.default;
      if (!isClosed) delete jsonSchema.additionalProperties;
    },
  });
  // The library moves a schema that has an id into `$defs`; readers look for the shape at the root.
  const root = $defs?.[$ref?.replace("#/$defs/", "") ?? ""];
  if (root === undefined) throw new Error("Cannot generate the schema: it has no id any more");
  return `${JSON.stringify({ $schema, ...root }, null, 2)}\n`;
}
