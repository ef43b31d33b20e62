// Where a line begins and how far it is indented, at a price that a line without end cannot raise.

/** No indentation is deeper. */
const MAX_INDENT = 400;

/** The blanks at the start of the line that an offset is on, as far as they stand before it; empty for a long line. */
export function indentAt(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - MAX_INDENT), offset);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return line.length === MAX_INDENT ? "" : /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** Whether only blanks stand between the start of the line and an offset. */
export function startsLine(text: string, offset: number): boolean {
  let start = offset;
  while (offset - start < MAX_INDENT && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  return start === 0 || text[start - 1] === "\n";
}
