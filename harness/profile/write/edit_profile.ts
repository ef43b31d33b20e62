// Edits of a profile's text that leave every other byte as it is: for `--fix` and `--merge`. One function per kind of
// change; each knows both syntaxes, XML property list and JSON.
import type { TextEdit } from "../words/finding.ts";
import { indentAt, startsLine } from "../words/line_indent.ts";
import {
  type DictEntry,
  type DictNode,
  type PlainValue,
  type ProfileNode,
  toPlainValue,
} from "../words/profile_node.ts";
import {
  encodeXmlEntry,
  encodeXmlText,
  encodeXmlValue,
  type Indentation,
  toProfileNode,
} from "./write_plist_xml.ts";

/** The text being edited, its syntax, and one level of its indentation. */
export interface EditedText {
  readonly text: string;
  readonly syntax: "xml" | "json";
  readonly unit: string;
}

/** Looks at a text once, for any number of edits. */
export function editText(text: string, syntax: EditedText["syntax"]): EditedText {
  return { text, syntax, unit: unitOf(text) };
}

/** Writes another value in place of one. */
export function replaceValue(target: EditedText, node: ProfileNode, value: PlainValue): readonly TextEdit[] {
  const at = { indent: indentAt(target.text, node.span.start), unit: target.unit };
  return [{ span: node.span, text: encode(target, toProfileNode(value), at) }];
}

/** Writes another key in front of the same value. */
export function renameKey(target: EditedText, entry: DictEntry, key: string): readonly TextEdit[] {
  const text = target.syntax === "xml" ? `<key>${encodeXmlText(key)}</key>` : JSON.stringify(key);
  return [{ span: entry.keySpan, text }];
}

/** Removes a key with its value, and the line break before them. */
export function removeEntry(target: EditedText, dict: DictNode, entry: DictEntry): readonly TextEdit[] {
  const { text, syntax } = target;
  let { start, end } = entry.span;
  if (syntax === "json") {
    const index = dict.entries.indexOf(entry);
    const next = dict.entries[index + 1];
    const before = dict.entries[index - 1];
    if (next !== undefined) return [{ span: { start, end: next.span.start }, text: "" }];
    if (before !== undefined) return [{ span: { start: before.span.end, end }, text: "" }];
    return [{ span: { start, end }, text: "" }];
  }
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  if (text[start - 1] === "\n") start--;
  if (text[start - 1] === "\r") start--;
  end = Math.max(end, start);
  return [{ span: { start, end }, text: "" }];
}

/** Adds keys at the end of a dictionary. */
export function insertEntries(
  target: EditedText,
  dict: DictNode,
  entries: readonly { readonly key: string; readonly value: PlainValue }[],
): readonly TextEdit[] {
  if (entries.length === 0) return [];
  const { text, syntax, unit } = target;
  const last = dict.entries.at(-1);
  const outer = indentAt(text, dict.span.start);
  const indent = last !== undefined && startsLine(text, last.span.start)
    ? indentAt(text, last.span.start)
    : outer + unit;
  const at = { indent, unit };
  const lines = entries.map(({ key, value }) =>
    encodeEntry(target, { key, value: toProfileNode(value) }, at)
  );
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const joined = lines.join(syntax === "json" ? ",\n" : "\n").replaceAll("\n", newline);
  if (last !== undefined) {
    const separator = syntax === "json" ? "," : "";
    const tail = startsLine(text, closeOf(dict)) || syntax === "json" ? "" : newline + outer;
    return [{
      span: { start: last.span.end, end: last.span.end },
      text: `${separator}${newline}${joined}${tail}`,
    }];
  }
  const [open, close] = syntax === "json" ? ["{", "}"] : ["<dict>", "</dict>"];
  return [{ span: dict.span, text: `${open}${newline}${joined}${newline}${outer}${close}` }];
}

/** Adds, or sets where it stands, every setting of a tree of settings; nothing else is touched. */
export function mergeSettings(
  target: EditedText,
  dict: DictNode,
  settings: { readonly [key: string]: PlainValue },
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const missing: { readonly key: string; readonly value: PlainValue }[] = [];
  for (const [key, value] of Object.entries(settings)) {
    const present = dict.entries.find((entry) => entry.key === key);
    if (present === undefined) missing.push({ key, value });
    else if (present.value.kind === "dict" && isDict(value)) {
      edits.push(...mergeSettings(target, present.value, value));
    } else if (!sameValue(present.value, value)) edits.push(...replaceValue(target, present.value, value));
  }
  return [...edits, ...insertEntries(target, dict, missing)];
}

function sameValue(node: ProfileNode, value: PlainValue): boolean {
  return JSON.stringify(toPlainValue(node)) === JSON.stringify(value);
}

function isDict(value: PlainValue): value is { readonly [key: string]: PlainValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function encode(target: EditedText, node: ProfileNode, at: Indentation): string {
  return target.syntax === "xml" ? encodeXmlValue(node, at) : encodeJson(node, at);
}

function encodeEntry(
  target: EditedText,
  { key, value }: { readonly key: string; readonly value: ProfileNode },
  at: Indentation,
): string {
  if (target.syntax === "xml") return encodeXmlEntry(key, value, at);
  return `${at.indent}${JSON.stringify(key)}: ${encodeJson(value, at)}`;
}

function encodeJson(node: ProfileNode, { indent, unit }: Indentation): string {
  return JSON.stringify(toPlainValue(node), null, unit).replaceAll("\n", `\n${indent}`);
}

function closeOf(dict: DictNode): number {
  return dict.inner?.end ?? dict.span.end;
}

/** The smallest step of indentation the text uses; four blanks where it uses none. */
function unitOf(text: string): string {
  if (/^\t/m.test(text)) return "\t";
  const widths = [...text.slice(0, 20_000).matchAll(/^( +)\S/gm)].map((match) => (match[1] ?? "").length);
  const smallest = widths.length === 0 ? 4 : Math.min(...widths);
  return " ".repeat(Math.min(Math.max(smallest, 2), 8));
}
