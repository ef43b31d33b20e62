// Puts tags back where only one change can be meant: slips in one place (a slash forgotten, letters swapped, a ">"
// lost) and at most one tag that the indentation shows to be lost or too many. It tries nothing out.
import { readPlistXml } from "../read/read_plist_xml.ts";
import { applyEdits } from "../write/apply_edits.ts";
import { checkNesting, elementMeant, isLeaf, type NestingProblem } from "./check_nesting.ts";
import { closesLineUp, stepByIndentation } from "./indentation_step.ts";
import { endOfText, insertTag, moveTagToEnd, type RepairStep, replaceTag } from "./repair_step.ts";
import { scanTags, type Tag } from "./scan_tags.ts";

/** A mend that leaves no doubt. */
export interface Repair {
  readonly steps: readonly RepairStep[];
  readonly text: string;
}

/** Each step reads the text once more; a file with more slips is better made anew. */
const MAX_STEPS = 10;

/**
 * The one way to put the tags of a broken text right, or null. What comes out is a whole property list.
 *
 * @throws HarnessError `profile/too-deep` when what comes out is.
 */
export function repairNesting(broken: string, fileName: string): Repair | null {
  let text = broken;
  let isByIndentation = false;
  const steps: RepairStep[] = [];
  for (;;) {
    const problem = checkNesting(scanTags(text));
    if (problem === null) {
      if (isByIndentation && !closesLineUp(scanTags(text), text)) return null;
      return isWhole(text, fileName) ? { steps, text } : null;
    }
    let step = stepInPlace(problem, text);
    if (step === null && !isByIndentation) {
      step = stepByIndentation(scanTags(text), text);
      isByIndentation = true;
    }
    if (step === null || steps.length === MAX_STEPS) return null;
    steps.push(step);
    text = applyEdits(text, step.edits);
  }
}

function isWhole(text: string, fileName: string): boolean {
  const reading = readPlistXml(text, fileName);
  return reading.kind === "read" && reading.root !== null && reading.findings.length === 0;
}

/** What the place of the breach itself proves. */
function stepInPlace({ kind, tag, open }: NestingProblem, text: string): RepairStep | null {
  const top = open.at(-1);
  if (tag === null) {
    // With all else closed nothing is cut off but this.
    return open.length === 1 && top?.name === "plist"
      ? insertTag("\n</plist>", endOfText(text, text.length))
      : null;
  }
  if (kind === "malformed-tag") {
    const isTagOnly = /^<\/?[a-z]+$/.test(text.slice(tag.start, tag.end));
    return isTagOnly && elementMeant(tag.name) === tag.name ? insertTag(">", tag.end) : null;
  }
  if (top === undefined) return null;
  if (kind === "mismatch") {
    if (elementMeant(tag.name) === top.name) return replaceTag(tag, `</${top.name}>`);
    if (elementMeant(top.name) === tag.name) return replaceTag(top, `<${tag.name}>`);
    const isLast = text.indexOf("<", tag.end) === -1;
    if (!isLeaf(top.name)) return tag.name === "plist" && !isLast ? moveTagToEnd(tag, text) : null;
    const isOnOneLine = !text.slice(top.end, tag.start).includes("\n");
    return isOnOneLine ? replaceTag(tag, `</${top.name}>`) : closeLeaf(top, tag, text);
  }
  if (kind !== "in-leaf") return null;
  const isSlashForgotten = tag.name === top.name && !text.slice(top.end, tag.start).includes("\n") &&
    endOfText(text, text.indexOf("<", tag.end)) === tag.end;
  return isSlashForgotten ? replaceTag(tag, `</${tag.name}>`) : closeLeaf(top, tag, text);
}

/** Closes an element at the end of its text; without a text nobody knows what it was to hold. */
function closeLeaf(leaf: Tag, next: Tag, text: string): RepairStep | null {
  const end = endOfText(text, next.start);
  return end > leaf.end ? insertTag(`</${leaf.name}>`, end) : null;
}
