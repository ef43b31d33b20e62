import { assertEquals } from "@std/assert";
import { Ajv2020 } from "ajv/dist/2020.js";
import { generateRunSchema } from "../../harness/dev/generate_schemas.ts";
import { runRecordSchema } from "../../harness/model/record/run_record_schema.ts";
import { jsonReporter } from "./json.ts";
import publishedText from "../run.schema.json" with { type: "text" };
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

const publishedSchema: Readonly<Record<string, unknown>> = JSON.parse(publishedText);
const CONTEXT = { style: PLAIN_STYLE, bundlePath: null };
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(publishedSchema);

Deno.test("run.schema.json is what the schema in the code says", () => {
  assertEquals<unknown>(publishedSchema, JSON.parse(generateRunSchema()));
});

for (const name of INVENTED_RUNS) {
  Deno.test(`run.json of invented "${name}" is valid and carries the whole record`, () => {
    const record = inventedRecord(name);
    const parsed = JSON.parse(String(jsonReporter.render(record, CONTEXT)));
    assertEquals(parsed, record);
    assertEquals<unknown>(runRecordSchema.parse(parsed), record);
    assertEquals([validate(parsed), validate.errors], [true, null]);
  });
}

Deno.test("run.schema.json refuses what the schema in the code refuses", () => {
  const { verdict: _, ...withoutVerdict } = inventedRecord("pass");
  assertEquals(validate(withoutVerdict), false);
  assertEquals(validate({ ...inventedRecord("pass"), exitCode: "0" }), false);
  assertEquals(validate({ ...inventedRecord("pass"), addedLater: 1 }), true);
});

Deno.test("run.json has the keys in the order of the schema, whatever their order in memory", () => {
  const record = inventedRecord("flaky");
  const turned = reverseKeys(record) as typeof record;
  assertEquals(jsonReporter.render(turned, CONTEXT), jsonReporter.render(record, CONTEXT));
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reverseKeys(inner)]));
}
