// Validates what the reporter writes against Jenkins' own schema, which stands beside the checkout.
import { assertEquals, assertThrows } from "@std/assert";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { GOLDEN_TEXTS } from "../goldens/golden_texts.ts";

const SCHEMA = new URL("../../../shared/schemas/junit-10.xsd", import.meta.url);

const schema = await Deno.readTextFile(SCHEMA).catch((error) => {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
});
const name = schema === null
  ? "junit.xml is valid (ignored: ../shared/schemas/junit-10.xsd is not there)"
  : "junit.xml of every golden is valid against Jenkins' junit-10 schema";

Deno.test({ name, ignore: schema === null }, () => {
  using schemaDocument = XmlDocument.fromString(schema ?? "");
  using validator = XsdValidator.fromDoc(schemaDocument);
  const goldens = Object.entries(GOLDEN_TEXTS).filter(([file]) => file.endsWith(".junit.golden.xml"));
  assertEquals(goldens.length >= 5, true);
  for (const [, text] of goldens) {
    using document = XmlDocument.fromString(text);
    validator.validate(document);
  }
  using wrong = XmlDocument.fromString('<testsuites><testcase name="outside a suite"/></testsuites>');
  assertThrows(() => validator.validate(wrong));
});
