// Says in an administrator's words why a JSON text is broken, and mends the slips that leave no doubt.
import type { RawFinding, TextEdit } from "../words/finding.ts";
import { diagnoseMarks } from "./diagnose_marks.ts";
import { findingOf } from "./lint_context.ts";
import { jsonBrackets, readJson } from "../read/read_json.ts";
import { applyEdits } from "../write/apply_edits.ts";

const WHY = "The agent drops a managed configuration it cannot read as a whole, without an error anywhere";
/** A file that needs more mends than this at once is better made anew. */
const MAX_EDITS = 500;
const TYPOGRAPHIC = /[\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b]/g;

interface Slip {
  readonly rule?: "typographic-quotes";
  readonly offset: number;
  readonly what: string;
  readonly remedy: string;
  readonly edits: readonly TextEdit[];
}

/** The one finding for a text that breaks JSON's rules. `editable` is false where nothing can be written back. */
export function diagnoseJson(
  text: string,
  at: { readonly offset: number; readonly message: string },
  { editable }: { readonly editable: boolean },
): RawFinding {
  const slip = foreignMark(text) ?? diagnoseFragment(text) ?? findSlip(text, at.offset) ?? {
    offset: at.offset,
    what: `The JSON cannot be read from here on: ${wordsOf(at.message)}`,
    remedy:
      'Compare this place with a file that works, or make the file anew with "profile generate --for linux"',
    edits: [],
  };
  const start = Math.min(slip.offset, Math.max(0, text.length - 1));
  return findingOf(slip.rule ?? "not-well-formed", {
    severity: "error",
    span: { start, end: start + 1 },
    what: slip.what,
    why: WHY,
    remedy: slip.remedy,
    edits: editable && helps(text, at.offset, slip.edits) ? slip.edits : [],
  });
}

function foreignMark(text: string): Slip | null {
  const mark = diagnoseMarks(text);
  return mark === null ? null : { ...mark, offset: mark.span.start };
}

/** A piece of a page or of another file: it begins where a whole file cannot. */
function diagnoseFragment(text: string): Slip | null {
  const offset = text.search(/\S/);
  if (!/[}\],:"]/.test(text[offset] ?? "")) return null;
  return {
    offset,
    what: `The file begins in the middle of a profile: ${
      text[offset] === '"' ? "a text" : `"${text[offset]}"`
    } stands where the first "{" is due`,
    remedy: "Copy the whole profile, from its first { to its last }",
    edits: [],
  };
}

const TOKENS: Readonly<Record<string, string>> = {
  LBrace: '"{"',
  RBrace: '"}"',
  LBracket: '"["',
  RBracket: '"]"',
  Comma: '","',
  Colon: '":"',
  String: "a text",
  Number: "a number",
  Boolean: "true or false",
  Null: "null",
};

/** The parser names what it met by names of its own. */
function wordsOf(message: string): string {
  return message.replace(/^Unexpected token (\w+)/, (all, name: string) => {
    const word = TOKENS[name];
    return word === undefined ? all : `${word} stands where something else is due`;
  });
}

/** A mend must let the reading get further than the break. */
function helps(text: string, offset: number, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0) return false;
  const reading = readJson(applyEdits(text, edits), "");
  return reading.kind === "read" || reading.offset > offset;
}

function findSlip(text: string, offset: number): Slip | null {
  const at = text[offset] ?? "";
  const before = text.slice(0, offset).trimEnd();
  const previous = before.at(-1) ?? "";
  if (/[\u2018-\u201f]/.test(at)) return typographicQuotes(text, offset);
  if ((at === "}" || at === "]") && previous === ",") {
    const comma = before.length - 1;
    return {
      offset: comma,
      what: `A comma stands before "${at}", after the last value`,
      remedy: "Remove the comma",
      edits: [{ span: { start: comma, end: comma + 1 }, text: "" }],
    };
  }
  if (at === "/" || at === "#") {
    return {
      offset,
      what: "A comment stands in the JSON",
      remedy: "Remove it: JSON has no comments",
      edits: [],
    };
  }
  const bare = /^[\w$.-]{1,80}\s{0,80}([=:])/.exec(text.slice(offset, offset + 200));
  if (at === "=" || at === ";" || bare?.[1] === "=") {
    const shown = bare?.[1] ?? at;
    return {
      offset,
      what:
        `"${shown}" stands in the text: this is the old text form of a property list, as "defaults read" prints it`,
      remedy: 'Export the settings with "plutil -convert xml1 -o - FILE"',
      edits: [],
    };
  }
  if (bare !== null) {
    return {
      offset,
      what: "A key stands without quotes",
      remedy: 'Write it in double quotes (")',
      edits: [],
    };
  }
  if (at === "'") {
    return {
      offset,
      what: "A text stands in single quotes",
      remedy: 'Write it in double quotes (")',
      edits: [],
    };
  }
  if ((at === '"' || at === "{" || at === "[") && /["}\]\dels]/.test(previous) && previous !== "") {
    const end = before.length;
    return {
      offset: end - 1,
      what: "A comma is missing after this value",
      remedy: "Insert a comma",
      edits: [{ span: { start: end, end }, text: "," }],
    };
  }
  if (offset >= text.trimEnd().length) return cutOff(text);
  const word = /^(?:True|False|TRUE|FALSE|None|yes|no)\b/.exec(text.slice(offset, offset + 8))?.[0];
  if (word === undefined) return null;
  const meant = /^(?:true|yes)$/i.test(word) ? "true" : word === "None" ? "null" : "false";
  return {
    offset,
    what: `"${word}" is no word of JSON`,
    remedy: `Write ${meant}`,
    edits: meant === "null" ? [] : [{ span: { start: offset, end: offset + word.length }, text: meant }],
  };
}

function typographicQuotes(text: string, offset: number): Slip {
  const edits = [...text.matchAll(TYPOGRAPHIC).take(MAX_EDITS + 1)].map(({ index }) => ({
    span: { start: index, end: index + 1 },
    text: '"',
  }));
  return {
    rule: "typographic-quotes",
    offset,
    what: "Typographic quotes stand around a text",
    remedy: 'Write straight quotes (")',
    edits: edits.length <= MAX_EDITS && readJson(applyEdits(text, edits), "").kind === "read" ? edits : [],
  };
}

function cutOff(text: string): Slip {
  const open: string[] = [];
  for (const bracket of jsonBrackets(text)) {
    if (bracket === "{") open.push("}");
    else if (bracket === "[") open.push("]");
    else open.pop();
  }
  const missing = open.reverse().join("");
  return {
    offset: Math.max(0, text.trimEnd().length - 1),
    what: missing === ""
      ? "The JSON ends too early"
      : `The file ends while ${open.length} of its braces or brackets are still open`,
    remedy: missing === ""
      ? "Complete the file"
      : `Probably: add ${missing} at the end, or close them where they belong`,
    edits: [],
  };
}
