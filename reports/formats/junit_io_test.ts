// Validates what the reporter writes against Jenkins' own schema, which stands beside the checkout.
import { assertEquals, assertThrows } from "@std/assert";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { goldenList } from "../invented/golden_list.ts";

const SCHEMA = new URL("../../../shared/schemas/junit-10.xsd", import.meta.url);

const schema = await Deno.readTextFile(SCHEMA).catch((error) => {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
});
const name = schema === null
  ? "junit.xml is valid (ignored: ../shared/schemas/junit-10.xsd is not there)"
  : "junit.xml of every golden is valid against Jenkins' junit-10 schema";

Deno.test({ name, ignore: schema === null }, async () => {
  using schemaDocument = XmlDocument.fromString(schema ?? "");
  using validator = XsdValidator.fromDoc(schemaDocument);
  const goldens = goldenList().filter(({ fileName }) => fileName.endsWith(".junit.golden.xml"));
  assertEquals(goldens.length >= 5, true);
  for (const { render } of goldens) {
    using document = XmlDocument.fromString(await render());
    validator.validate(document);
  }
  using wrong = XmlDocument.fromString('<testsuites><testcase name="outside a suite"/></testsuites>');
  assertThrows(() => validator.validate(wrong));
});
