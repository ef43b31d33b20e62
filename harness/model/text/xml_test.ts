import { assertEquals, assertNotMatch } from "@std/assert";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { serialiseXml, xmlElement } from "./xml.ts";

function parse(
  xml: string,
): { readonly text: string; readonly attribute: string | null; readonly elements: number } {
  let text = "";
  let attribute: string | null = null;
  let elements = 0;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (part) => text += part);
  parser.on("opentag", (tag) => {
    elements += 1;
    attribute = String(tag.attributes["value"] ?? attribute);
  });
  parser.write(xml).close();
  return { text, attribute, elements };
}

Deno.test("serialiseXml() indents elements and leaves text alone", () => {
  const root = xmlElement("a", { x: 1, gone: null }, [xmlElement("b", {}, ["t < u"]), xmlElement("c", {})]);
  assertEquals(
    serialiseXml(root),
    '<?xml version="1.0" encoding="UTF-8"?>\n<a x="1">\n  <b>t &lt; u</b>\n  <c/>\n</a>\n',
  );
});

Deno.test("serialiseXml() of any text is well formed and carries no markup of the text", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("]]>", "<!--", "</value><evil/>", "&lt;&#0;", '" onload="x', "\u0000\u001b\ufffe\ud800"),
  );
  fc.assert(fc.property(hostile, hostile, (text, value) => {
    const xml = serialiseXml(xmlElement("value", { value }, [text]));
    assertEquals(parse(xml).elements, 1);
    assertNotMatch(xml.replaceAll("\n", ""), /\]\]>/);
  }));
});

Deno.test("serialiseXml() keeps readable text as it is, line feeds in attributes too", () => {
  const readable = fc.string({ unit: fc.constantFrom(..."aZ9 <>&\"']\n\t東ü") });
  fc.assert(fc.property(readable, readable, (text, value) => {
    const parsed = parse(serialiseXml(xmlElement("value", { value }, [`.${text}`])));
    assertEquals([parsed.text.trim(), parsed.attribute], [`.${text}`.trim(), value]);
  }));
});
