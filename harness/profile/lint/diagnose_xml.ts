// Says in an administrator's words why an XML text is broken: where, what is probably missing, and the mend when it is
// certain. The parser's own words come last.
import { checkNesting, type NestingProblem } from "./check_nesting.ts";
import type { RawFinding, TextEdit } from "../words/finding.ts";
import { diagnoseMarks } from "./diagnose_marks.ts";
import { findingOf } from "./lint_context.ts";
import type { XmlBreak } from "../read/read_plist_xml.ts";
import { type Repair, repairNesting } from "./repair_nesting.ts";
import type { RepairStep } from "./repair_step.ts";
import { scanTags, type Tag } from "./scan_tags.ts";
import { lineStartsOf, positionAt } from "../words/text_position.ts";

/** A file that needs more mends than this at once is better made anew. */
const MAX_EDITS = 500;
const WHY = "A file that is not well-formed is refused as a whole, by the management tool or by macOS";
const TYPOGRAPHIC = /[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb]/g;
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/g;

/** The one finding for a text that breaks XML's rules. `editable` is false where nothing can be written back. */
export function diagnoseXml(
  text: string,
  at: XmlBreak,
  { fileName, editable }: { readonly fileName: string; readonly editable: boolean },
): RawFinding {
  const finding = foreignMark(text) ?? diagnoseQuotes(text) ?? diagnoseHead(text) ?? diagnoseFragment(text) ??
    diagnoseAmpersand(text, at) ?? diagnoseNesting(text, at, fileName) ?? unexplained(text, at);
  return editable ? finding : { ...finding, edits: [] };
}

function foreignMark(text: string): RawFinding | null {
  const mark = diagnoseMarks(text);
  return mark === null ? null : notWellFormed(mark);
}

function diagnoseQuotes(text: string): RawFinding | null {
  const tag = /<(?!!--)[^<>]*[\u2018-\u201f\u00ab\u00bb][^<>]*>/.exec(text);
  if (tag === null) return null;
  const tags = text.matchAll(/<(?!!--)[^<>]*[\u2018-\u201f\u00ab\u00bb][^<>]*>/g).take(MAX_EDITS);
  const edits = [...tags].map((
    match,
  ): TextEdit => ({
    span: { start: match.index, end: match.index + match[0].length },
    text: match[0].replace(TYPOGRAPHIC, '"'),
  }));
  return findingOf("typographic-quotes", {
    severity: "error",
    span: { start: tag.index, end: tag.index + tag[0].length },
    what: `The tag ${tag[0].slice(0, 60)} has typographic quotes`,
    why:
      "A word processor or web page put them there; XML knows only straight ones, so the file cannot be read",
    remedy: `Write ${tag[0].slice(0, 60).replace(TYPOGRAPHIC, '"')}`,
    edits,
  });
}

function diagnoseHead(text: string): RawFinding | null {
  const declaration = text.indexOf("<?xml");
  const first = text.search(/\S/);
  if (declaration > 0) {
    const blank = first === declaration;
    return notWellFormed({
      span: { start: 0, end: declaration },
      what: `${
        blank ? "Blanks stand" : "Text stands"
      } before the XML declaration, which must be the very start of the file`,
      remedy: `Remove everything before "<?xml"`,
      edits: blank ? [{ span: { start: 0, end: declaration }, text: "" }] : [],
    });
  }
  if (text[first] === "<") return null;
  return notWellFormed({
    span: { start: first, end: first + 1 },
    what: "Text stands before the first tag",
    remedy: 'Let the file begin with <?xml version="1.0" encoding="UTF-8"?>',
  });
}

/** A piece of a page or of another file: its first tag closes something, or is one that stands inside a <dict>. */
function diagnoseFragment(text: string): RawFinding | null {
  const start = text.search(/<(?![?!])/);
  const tag = /^<(?:\/\w+|(?:key|string|true|false|integer|array)\b[^>]*)>?/.exec(
    text.slice(start, start + 80),
  )?.[0];
  if (tag === undefined) return null;
  return notWellFormed({
    span: { start, end: start + tag.length },
    what: `The file begins in the middle of a profile: ${tag} stands where <plist> is due`,
    remedy: "Copy the whole profile, from <?xml … ?> to </plist>",
  });
}

function diagnoseAmpersand(text: string, at: XmlBreak): RawFinding | null {
  const bare = [...text.matchAll(BARE_AMPERSAND).take(MAX_EDITS + 1)];
  const [first] = bare;
  if (first === undefined || first.index > at.offset) return null;
  const shown = /^&\w*;?/.exec(text.slice(first.index, first.index + 24))?.[0] ?? "&";
  const isEntity = shown.length > 2 && shown.endsWith(";");
  return notWellFormed({
    span: { start: first.index, end: first.index + shown.length },
    what: isEntity ? `XML knows no entity "${shown}"` : 'A bare "&" stands in the text',
    remedy: isEntity ? "Write the character itself" : 'Write "&amp;" instead of "&"',
    edits: isEntity || bare.length > MAX_EDITS
      ? []
      : bare.map(({ index }) => ({ span: { start: index, end: index + 1 }, text: "&amp;" })),
  });
}

function diagnoseNesting(text: string, at: XmlBreak, fileName: string): RawFinding | null {
  const problem = checkNesting(scanTags(text));
  if (problem === null) return null;
  const lines = lineStartsOf(text);
  const lineOf = (offset: number) => positionAt(lines, offset).line;
  const place = spanOf(problem.tag, text);
  const what = `${describe(problem, lineOf)} (the parser says: ${at.message})`;
  const repair = repairNesting(text, fileName);
  const [first] = repair?.steps ?? [];
  if (repair === null || first === undefined) {
    return notWellFormed({ span: place, what, remedy: generalRemedy(problem, lineOf) });
  }
  const isElsewhere = lineOf(first.offset) !== lineOf(place.start);
  return notWellFormed({
    span: isElsewhere ? { start: first.offset, end: first.offset } : place,
    what,
    remedy: describeRepair(repair, lineOf),
    edits: [differenceOf(text, repair.text)],
  });
}

function unexplained(text: string, at: XmlBreak): RawFinding {
  const start = Math.max(0, Math.min(at.offset, text.length) - 1);
  return notWellFormed({
    span: { start, end: start + 1 },
    what: `The XML cannot be read from here on: ${at.message}`,
    remedy: 'Compare this place with a profile that works, or make the file anew with "profile generate"',
  });
}

function describe({ kind, tag, open }: NestingProblem, lineOf: (offset: number) => number): string {
  const top = open.at(-1);
  const topWords = top === undefined ? "nothing" : `<${top.name}> of line ${lineOf(top.start)}`;
  const own = tag === null ? "" : tag.kind === "close" ? `</${tag.name}>` : `<${tag.name}>`;
  switch (kind) {
    case "mismatch":
      return `${own} stands where </${top?.name ?? ""}> is due: ${topWords} is still open`;
    case "in-leaf":
      return `${own} stands inside ${topWords}, which was not closed`;
    case "unclosed":
      return `The file ends while ${topWords} is still open`;
    case "stray-close":
      return `${own} closes nothing: everything is closed already`;
    case "after-root":
      return `${own} stands after the end of the document`;
    case "malformed-tag":
      return `The tag "<${tag?.name ?? ""}" is cut off: it has no ">"`;
  }
}

function generalRemedy({ kind, open }: NestingProblem, lineOf: (offset: number) => number): string {
  const top = open.at(-1);
  if (top === undefined || kind === "malformed-tag") {
    return "Make every tag close exactly once, innermost first";
  }
  return `Close <${top.name}> of line ${lineOf(top.start)} with </${top.name}> where its content ends`;
}

function describeRepair({ steps }: Repair, lineOf: (offset: number) => number): string {
  // Only the first step's place is one of the text the reader has before them.
  return steps.map((step, i) => describeStep(step, i === 0 ? ` on line ${lineOf(step.offset)}` : "")).join(
    ", then ",
  );
}

function describeStep({ kind, tag }: RepairStep, place: string): string {
  const shown = tag.trim();
  switch (kind) {
    case "insert":
      return shown === ">"
        ? `complete the tag with ">"${place}`
        : `insert ${shown} at the end of what stands${place || " before"}`;
    case "remove":
      return `remove ${shown}${place}`;
    case "replace":
      return `write ${shown} instead${place}`;
    case "move":
      return `move ${shown}${place.replace(" on ", " from ")} to the end of the file`;
  }
}

function spanOf(tag: Tag | null, text: string): { readonly start: number; readonly end: number } {
  if (tag !== null) return { start: tag.start, end: tag.end };
  const end = text.trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}

/** The one edit that turns a text into another. */
function differenceOf(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) };
}

type Parts = Pick<RawFinding, "what" | "remedy"> & {
  readonly span: { readonly start: number; readonly end: number };
  readonly edits?: readonly TextEdit[];
};

function notWellFormed(parts: Parts): RawFinding {
  const remedy = parts.remedy.charAt(0).toUpperCase() + parts.remedy.slice(1);
  return findingOf("not-well-formed", { severity: "error", why: WHY, ...parts, remedy });
}
