// Tree → XML property list, the way Apple's tools write it: DOCTYPE, one element a line. The same input gives the
// same bytes.
import { escapeMarkup } from "../../model/text/xml.ts";
import { NOWHERE, type PlainValue, type ProfileNode } from "../words/profile_node.ts";

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`;

/** A whole XML property list. */
export function writePlistXml(root: ProfileNode): string {
  return `${HEAD}${encodeXmlValue(root, { indent: "", unit: "    " })}\n</plist>\n`;
}

/** Indentation of the line a value begins on, and of one level. */
export interface Indentation {
  readonly indent: string;
  readonly unit: string;
}

/** One value as elements, without a blank before it and without a line break after it. */
export function encodeXmlValue(node: ProfileNode, { indent, unit }: Indentation): string {
  const inner = { indent: indent + unit, unit };
  switch (node.kind) {
    case "dict": {
      if (node.entries.length === 0) return "<dict/>";
      const lines = node.entries.map((entry) => encodeXmlEntry(entry.key, entry.value, inner));
      return `<dict>\n${lines.join("\n")}\n${indent}</dict>`;
    }
    case "array": {
      if (node.items.length === 0) return "<array/>";
      const lines = node.items.map((item) => inner.indent + encodeXmlValue(item, inner));
      return `<array>\n${lines.join("\n")}\n${indent}</array>`;
    }
    case "boolean":
      return node.value ? "<true/>" : "<false/>";
    case "integer":
    case "real":
      return `<${node.kind}>${node.value}</${node.kind}>`;
    case "null":
      return "<string/>";
    case "string":
    case "date":
    case "data":
      return node.value === ""
        ? `<${node.kind}/>`
        : `<${node.kind}>${encodeXmlText(node.value)}</${node.kind}>`;
  }
}

/** A key and its value, each on its own line, both indented. */
export function encodeXmlEntry(key: string, value: ProfileNode, at: Indentation): string {
  return `${at.indent}<key>${encodeXmlText(key)}</key>\n${at.indent}${encodeXmlValue(value, at)}`;
}

/** Text for an element, as it is to be read again; only characters that XML 1.0 has no way to write are dropped. */
export function encodeXmlText(text: string): string {
  const writable = text
    // deno-lint-ignore no-control-regex -- exactly these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
  return escapeMarkup(writable).replaceAll("\r", "&#13;");
}

/** A plain value as a tree without places. */
export function toProfileNode(value: PlainValue): ProfileNode {
  const span = NOWHERE;
  if (value === null) return { kind: "null", span };
  if (typeof value === "string") return { kind: "string", span, value };
  if (typeof value === "boolean") return { kind: "boolean", span, value };
  if (typeof value === "number") return { kind: Number.isInteger(value) ? "integer" : "real", span, value };
  if (isList(value)) return { kind: "array", span, items: value.map(toProfileNode) };
  const entries = Object.entries(value).map(([key, inner]) => ({
    key,
    keySpan: span,
    value: toProfileNode(inner),
    span,
  }));
  return { kind: "dict", span, inner: span, entries };
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
