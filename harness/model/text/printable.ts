// Makes text from a device harmless to look at: nothing in it can move a cursor, hide or reorder other text.
// Leaves the escapes of single formats to these formats.

// Everything that a terminal, an editor or a page may act on instead of showing it: C0 (tab and line feed aside), DEL, C1,
// marks that reorder, join or tag text and are not seen, separators of lines and paragraphs, and two code points that are
// no characters.
const UNSAFE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cf}\u2028\u2029\ufffe\uffff]/gu;

/** Where {@linkcode printable} cuts a text that names no limit of its own, in characters. */
export const LONGEST_TEXT = 4000;

/**
 * The text with control characters and marks that reorder text replaced by something visible: a control
 * picture (`␛`) or its code point (`<U+202E>`). Line feed and tab stay. Broken surrogates become U+FFFD.
 */
export function printable(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(UNSAFE, showCharacter).toWellFormed();
}

/** As {@linkcode printable}, in one line, and cut with a note of how much is missing. */
export function printableLine(text: string, longest: number = LONGEST_TEXT): string {
  // Cutting first keeps a megabyte from being replaced character by character.
  const short = text.length > longest ? text.slice(0, longest) : text;
  const line = printable(short).replaceAll("\n", "␊").replaceAll("\t", " ");
  return text.length > longest ? `${line} … (${text.length - longest} more characters)` : line;
}

/** The emphasis that we add to text ourselves: bold, dim and four colours. */
// deno-lint-ignore no-control-regex
const EMPHASIS = /(\u001b\[(?:0|1|2|22|31|32|33|36|39)m)/;

/** As {@linkcode printable}, with our own emphasis left in it: the last look at what goes to a terminal or a log. */
export function printableOutput(text: string): string {
  return text.split(EMPHASIS).map((part, nth) => nth % 2 === 1 ? part : printable(part)).join("");
}

/**
 * Text for a log in which nothing is a command to the CI server that keeps the log: GitHub's runner obeys a line
 * that begins with two colons, and two number signs with a bracket anywhere.
 */
export function withoutLogCommands(text: string): string {
  return text.replace(/^([^\S\n]*)::/gm, "$1: :").replaceAll("##[", "# #[");
}

/**
 * A value as JSON, in which all of that, and what a log obeys, is written by its code: for a program the same value.
 *
 * @param indent Blanks for each level; 0 for one line.
 */
export function jsonText(value: unknown, indent = 2): string {
  // Its lines begin with no colons; number signs stand in strings only.
  return JSON.stringify(value, null, indent).replaceAll("##[", "#\\u0023[").replace(
    UNSAFE,
    (character) =>
      Array.from({ length: character.length }, (_, at) => escapeUnit(character.charCodeAt(at))).join(""),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

function showCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}
