import { assertEquals, assertStringIncludes } from "@std/assert";
import { contextWith } from "../../testing/facts_fixture.ts";
import { GA_POLICY } from "../policies.ts";
import { enrolled, previewFeatures } from "./attested.ts";

Deno.test("enrolled() and previewFeatures() are unknown unless attested, each by its own id", () => {
  assertEquals(enrolled(contextWith()).status, "unknown");
  assertEquals(
    enrolled(contextWith({}, { attested: [{ id: "preview-features", statement: null }] })).status,
    "unknown",
  );
  assertEquals(enrolled(contextWith({}, { attested: [{ id: "enrolled", statement: null }] })).status, "met");
  assertEquals(
    previewFeatures(contextWith({}, { attested: [{ id: "enrolled", statement: null }] })).status,
    "unknown",
  );
  assertEquals(
    previewFeatures(contextWith({}, { attested: [{ id: "preview-features", statement: null }] })).status,
    "met",
  );
});

Deno.test("enrolled() and previewFeatures() say how to get and to attest it", () => {
  assertStringIncludes(enrolled(contextWith()).remedy ?? "", "--attest enrolled");
  assertStringIncludes(previewFeatures(contextWith()).remedy ?? "", "--attest preview-features");
});

Deno.test("enrolled() and previewFeatures() are not asked for by the policy ga", () => {
  for (const check of [enrolled, previewFeatures]) {
    const found = check(contextWith({}, { policy: GA_POLICY }));
    assertEquals([found.status, found.severity], ["met", "info"]);
  }
});
