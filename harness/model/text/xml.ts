// XML as a tree of entries that is serialised once, so that escaping happens in one place.
import { printable } from "./printable.ts";

/** One element. Attributes that are null are left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | null>>;
  readonly children: readonly (XmlElement | string)[];
}

/** An element; leave `children` out for an empty one. */
export function xmlElement(
  name: string,
  attributes: XmlElement["attributes"],
  children: XmlElement["children"] = [],
): XmlElement {
  return { name, attributes, children };
}

/**
 * The document as text, two blanks an indent, ending in a line feed. Names are the caller's and trusted; values
 * are not: what XML 1.0 cannot carry is replaced by something visible.
 */
export function serialiseXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, "").join("\n")}\n`;
}

function lines({ name, attributes, children }: XmlElement, indent: string): readonly string[] {
  const open = `${indent}<${name}${serialiseAttributes(attributes)}`;
  if (children.length === 0) return [`${open}/>`];
  const text = children.filter((child) => typeof child === "string");
  // Mixed content stays in one line: an indent would become part of the text.
  if (text.length > 0) return [`${open}>${text.map(escapeText).join("")}</${name}>`];
  const inner = children.flatMap((child) => typeof child === "string" ? [] : lines(child, `${indent}  `));
  return [`${open}>`, ...inner, `${indent}</${name}>`];
}

function serialiseAttributes(attributes: XmlElement["attributes"]): string {
  return Object.entries(attributes).map(([name, value]) =>
    value === null ? "" : ` ${name}="${escapeAttribute(String(value))}"`
  ).join("");
}

function escapeText(text: string): string {
  return escapeMarkup(printable(text));
}

/** Text without markup. What XML 1.0 cannot carry is the caller's to replace. */
export function escapeMarkup(text: string): string {
  // The greater-than sign too: `]]>` may not stand in text.
  return text.replace(/[&<>]/g, (sign) => ENTITY[sign] ?? sign);
}

function escapeAttribute(text: string): string {
  return printable(text).replace(/[&<>"\n\t]/g, (sign) => ENTITY[sign] ?? sign);
}

const ENTITY: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};
