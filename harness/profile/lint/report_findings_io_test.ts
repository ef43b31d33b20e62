// Validates SARIF and JUnit against their published schemas, read in place where they are there.
import { assert, assertEquals, assertThrows } from "@std/assert";
import { Ajv } from "ajv";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import type { LintReport } from "./lint_report.ts";
import { reportFindingsJunit } from "./report_findings_junit.ts";
import { reportFindingsSarif } from "./report_findings_sarif.ts";
import { HARMLESS_REPORT, HOSTILE_REPORT } from "../../testing/invented_lint_reports.ts";

const SCHEMAS = new URL("../../../../shared/schemas/", import.meta.url);
const EMPTY: LintReport = { files: [], counts: { error: 0, warning: 0, info: 0, problem: 0 } };
const REPORTS = [HARMLESS_REPORT, HOSTILE_REPORT, EMPTY];

async function schemaText(file: string): Promise<string | null> {
  return await Deno.readTextFile(new URL(file, SCHEMAS)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
}

const sarif = await schemaText("sarif-2.1.0.schema.json");
const junit = await schemaText("junit-10.xsd");
const missing = (file: string) => ` (IGNORED, NOT VALIDATED: there is no ../shared/schemas/${file})`;

Deno.test({
  name: `reportFindingsSarif() is valid against the SARIF 2.1.0 schema${
    sarif === null ? missing("sarif-2.1.0.schema.json") : ""
  }`,
  ignore: sarif === null,
  fn: () => {
    // The schema is draft 4; what it uses of it means the same in draft 7, but for the name of its id and its own meta schema.
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(sarif ?? "{}");
    const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(schema);
    for (const report of REPORTS) {
      const log = JSON.parse(reportFindingsSarif(report, { name: "bmverify", version: "0.1.0" }));
      assert(validate(log), JSON.stringify(validate.errors, null, 2));
    }
    assertEquals(validate({ version: "2.1.0" }), false);
  },
});

Deno.test({
  name: `reportFindingsJunit() is valid against Jenkins' junit-10 schema${
    junit === null ? missing("junit-10.xsd") : ""
  }`,
  ignore: junit === null,
  fn: () => {
    using schema = XmlDocument.fromString(junit ?? "");
    using validator = XsdValidator.fromDoc(schema);
    for (const report of REPORTS) {
      using document = XmlDocument.fromString(reportFindingsJunit(report));
      validator.validate(document);
    }
    using wrong = XmlDocument.fromString('<testsuites><testcase name="outside a suite"/></testsuites>');
    assertThrows(() => validator.validate(wrong));
  },
});
