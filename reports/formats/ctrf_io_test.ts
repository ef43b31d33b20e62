import { assertEquals, assertStringIncludes } from "@std/assert";
import { validate } from "ctrf";
import { ctrfReporter } from "./ctrf.ts";
import { forHostileRecords } from "../invented/hostile_property.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";

const VALID = { valid: true, errors: [] };

interface Ctrf {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly {
      readonly status: string;
      readonly rawStatus: string;
      readonly message?: string;
    }[];
    readonly environment: { readonly testEnvironment: string };
  };
}

function parse(record: RunRecord): Ctrf {
  return JSON.parse(String(ctrfReporter.render(record, { style: PLAIN_STYLE, bundlePath: null })));
}

for (const name of INVENTED_RUNS) {
  Deno.test(`ctrf.json of invented "${name}" is valid by the format's own package`, () => {
    const report = parse(inventedRecord(name));
    assertEquals(validate(report), VALID);
    const { summary, tests } = report.results;
    for (const status of ["passed", "failed", "skipped", "other"]) {
      assertEquals(summary[status], tests.filter((test) => test.status === status).length);
    }
    assertEquals(summary["tests"], tests.length);
  });
}

Deno.test("ctrf.json keeps inconclusive apart from failed, and says what is simulated", () => {
  const { tests } = parse(inventedRecord("inconclusive")).results;
  assertEquals(tests.filter(({ status }) => status === "failed"), []);
  assertEquals(tests.filter(({ status }) => status === "other").map(({ rawStatus }) => rawStatus), [
    "inconclusive",
    "inconclusive",
  ]);
  assertEquals(
    parse(inventedRecord("pass")).results.environment.testEnvironment,
    "simulated device off-by-default",
  );
});

Deno.test("ctrf.json is valid whatever the device sends, and keeps the text", () => {
  forHostileRecords((record) => assertEquals(validate(parse(record)), VALID));
  assertStringIncludes(JSON.stringify(parse(inventedRecord("hostile"))), "onerror=alert(2)");
});
