// Marks that a page, a chat or a version control system put around or into a profile, in XML and JSON alike.
import type { TextEdit } from "../words/finding.ts";
import type { Span } from "../words/profile_node.ts";

/** The place, what it is, and the mend where it is certain. */
export interface ForeignMark {
  readonly span: Span;
  readonly what: string;
  readonly remedy: string;
  readonly edits: readonly TextEdit[];
}

/** The first mark that no profile has; null for a text without any. */
export function diagnoseMarks(text: string): ForeignMark | null {
  return codeFence(text) ?? conflictMark(text) ?? difference(text) ?? escapedTag(text);
}

function codeFence(text: string): ForeignMark | null {
  const first = /^\s*```[^\n]{0,40}\n/.exec(text)?.[0];
  if (first === undefined) return null;
  const last = /\n[ \t]*```\s*$/.exec(text.slice(-200))?.[0];
  const span = { start: 0, end: first.length };
  const end = last === undefined
    ? []
    : [{ span: { start: text.length - last.length, end: text.length }, text: "\n" }];
  return {
    span,
    what: "A line of Markdown (```) stands before the profile",
    remedy: "Remove it, and the one after the profile",
    edits: [{ span, text: "" }, ...end],
  };
}

function conflictMark(text: string): ForeignMark | null {
  const mark = /^<{7}(?: .*)?$/m.exec(text);
  if (mark === null || !/^>{7}/m.test(text)) return null;
  return {
    span: { start: mark.index, end: mark.index + mark[0].length },
    what: `The mark of a merge conflict ("${mark[0].slice(0, 40)}") stands in the file`,
    remedy: "Settle the conflict: keep one of the two versions, and remove the lines of marks",
    edits: [],
  };
}

/** Pages written in Markdown keep tags from being taken for HTML by a backslash. */
function escapedTag(text: string): ForeignMark | null {
  const tag = /\\<[/?!]?(?:xml|DOCTYPE|plist|dict|key)/.exec(text.slice(0, 2_000));
  if (tag === null) return null;
  return {
    span: { start: tag.index, end: tag.index + tag[0].length },
    what: "Tags have backslashes in front: this was copied from the source of a page and not from the page",
    remedy: "Copy the profile from the page as it is shown, or remove the backslashes before < and >",
    edits: [],
  };
}

function difference(text: string): ForeignMark | null {
  const head = /^\s*(?:diff --git .*|--- .*\r?\n\+\+\+ .*)/.exec(text.slice(0, 1_000))?.[0];
  if (head === undefined) return null;
  return {
    span: { start: 0, end: head.length },
    what: "This is the difference between two versions of a file, and not the file",
    remedy: "Give the file itself",
    edits: [],
  };
}
