// What is listed of very many findings.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { findingOf } from "./lint_context.ts";
import { listFindings } from "./list_findings.ts";
import { engine, lint, plist } from "../../testing/rule_fixture.ts";
import { mendProfile } from "./mend_profile.ts";

const finding = (severity: "error" | "warning") =>
  findingOf("unknown-key", { severity, what: "x", why: "y", remedy: "z" });

Deno.test("listFindings() lists all of few findings, in their order", () => {
  const few = [finding("warning"), finding("error")];
  assertEquals(listFindings(few, few), { raw: [...few, ...few], isCut: false });
});

Deno.test("listFindings() counts those of very many that it does not list, by severity, so that none is lost", () => {
  const { raw, isCut } = listFindings(Array(5_000).fill(finding("warning")), [finding("error")]);
  assertEquals([raw.length, isCut], [1_002, true]);
  assertEquals(raw.filter(({ severity }) => severity === "error").length, 1);
  assertStringIncludes(raw.at(-1)?.what ?? "", "4000 more of these");
});

Deno.test("lintProfile() lists a thousand of a file's wrong values, and mends none of them", async () => {
  const wrong = "<key>scanArchives</key><string>true</string>".repeat(1_500);
  const linted = await lint(plist(engine(wrong)));
  const types = linted.report.findings.filter(({ rule }) => rule === "wrong-type");
  assertEquals([types.length, types[0]?.what], [
    1_001,
    "500 more of these stand in the file, and are not listed",
  ]);
  assertEquals((await mendProfile(linted)).text, null);
});
