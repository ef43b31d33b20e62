// One change of tags in a broken property list: how it is made in the text. Which one is right, others decide.
import type { TextEdit } from "../words/finding.ts";
import type { Tag } from "./scan_tags.ts";

/** One change of tags. Offsets are those of the text the step is applied to. */
export interface RepairStep {
  readonly kind: "insert" | "remove" | "replace" | "move";
  /** The tag inserted, removed, written instead, or moved. */
  readonly tag: string;
  readonly edits: readonly TextEdit[];
  /** Where the reader should look. */
  readonly offset: number;
}

/** Writes a tag between what stands left and right of an offset. */
export function insertTag(tag: string, offset: number): RepairStep {
  return { kind: "insert", tag, offset, edits: [{ span: { start: offset, end: offset }, text: tag }] };
}

/** Writes another tag in place of one. */
export function replaceTag(tag: Tag, text: string): RepairStep {
  return { kind: "replace", tag: text, offset: tag.start, edits: [{ span: spanOf(tag), text }] };
}

/** Removes a tag, and its line when nothing else stands on it. */
export function removeTag(tag: Tag, text: string): RepairStep {
  const edits = [removal(tag, text)];
  return { kind: "remove", tag: text.slice(tag.start, tag.end), offset: tag.start, edits };
}

/** Moves a tag to a line of its own at the end of the text. */
export function moveTagToEnd(tag: Tag, text: string): RepairStep {
  const source = text.slice(tag.start, tag.end);
  const end = endOfText(text, text.length);
  const edits = [removal(tag, text), { span: { start: end, end }, text: `\n${source}` }];
  return { kind: "move", tag: source, offset: tag.start, edits };
}

/** End of what stands before an offset, without the blanks between. */
export function endOfText(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

function removal(tag: Tag, text: string): TextEdit {
  const lineStart = text.lastIndexOf("\n", tag.start - 1) + 1;
  const lineEnd = text.indexOf("\n", tag.end);
  const isAlone = lineEnd !== -1 && text.slice(lineStart, tag.start).trim() === "" &&
    text.slice(tag.end, lineEnd).trim() === "";
  return { span: isAlone ? { start: lineStart, end: lineEnd + 1 } : spanOf(tag), text: "" };
}

function spanOf({ start, end }: Tag): TextEdit["span"] {
  return { start, end };
}
