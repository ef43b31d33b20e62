// Reads the indentation of a broken property list: the one tag that the layout shows to be lost or too many. It is
// proven only when, with it, each closing tag stands where its opening tag does.
import { isLeaf } from "./check_nesting.ts";
import { indentAt, startsLine } from "../words/line_indent.ts";
import { endOfText, insertTag, removeTag, type RepairStep } from "./repair_step.ts";
import type { Tag } from "./scan_tags.ts";

interface OpenTag {
  readonly tag: Tag;
  /** Indentation of its line. */
  readonly indent: string;
  /** Indentation of the first child that begins a line; null before there is one. */
  inner: string | null;
  previous: Tag | null;
}

/** The first tag that stands where the layout allows none, and what puts it right; null when there is none to trust. */
export function stepByIndentation(tags: Iterable<Tag>, text: string): RepairStep | null {
  const open: OpenTag[] = [];
  for (const tag of tags) {
    if (tag.kind === "malformed") return null;
    const top = open.at(-1);
    if (top !== undefined) {
      const step = stepBefore(tag, top, text);
      if (step !== null) return step;
    }
    if (tag.kind === "close") {
      if (tag.name === top?.tag.name) open.pop();
      else if (!isLeaf(tag.name)) return null;
      continue;
    }
    if (top !== undefined) {
      if (top.inner === null && startsLine(text, tag.start)) top.inner = indentAt(text, tag.start);
      top.previous = tag;
    }
    if (tag.kind === "open" && !isLeaf(tag.name)) {
      open.push({ tag, indent: indentAt(text, tag.start), inner: null, previous: null });
    }
  }
  return null;
}

function stepBefore(tag: Tag, top: OpenTag, text: string): RepairStep | null {
  const { indent: outer, inner } = top;
  // Where content stands no deeper than its frame, indentation says nothing.
  if (inner === null || !isDeeper(inner, outer) || !startsLine(text, tag.start)) return null;
  const indent = indentAt(text, tag.start);
  const end = endOfText(text, tag.start);
  const isOwnClose = tag.kind === "close" && tag.name === top.tag.name;
  // What stands no deeper than a frame is not in it, so the frame's end was lost.
  if (isDeeper(outer, indent) || (indent === outer && !isOwnClose)) {
    return insertTag(`\n${outer}</${top.tag.name}>`, end);
  }
  // An end that stands deeper than the frame ends something else, which is ended already.
  if (tag.kind === "close") return isOwnClose && isDeeper(indent, outer) ? removeTag(tag, text) : null;
  // A key that stands deeper than the key before it is in a dictionary whose beginning was lost.
  const isKeyBelowKey = tag.name === "key" && top.previous?.name === "key" && isDeeper(indent, inner);
  return isKeyBelowKey ? insertTag(`\n${inner}<dict>`, end) : null;
}

/** Whether each closing tag that begins a line is indented as the line of its opening tag is. Tags must nest. */
export function closesLineUp(tags: Iterable<Tag>, text: string): boolean {
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.kind === "open") open.push(tag);
    if (tag.kind !== "close") continue;
    const partner = open.pop();
    if (isLeaf(tag.name) || !startsLine(text, tag.start)) continue;
    if (indentAt(text, partner?.start ?? 0) !== indentAt(text, tag.start)) return false;
  }
  return true;
}

/** Tabs and blanks are not compared with each other. */
function isDeeper(indent: string, other: string): boolean {
  return indent.length > other.length && indent.startsWith(other);
}
