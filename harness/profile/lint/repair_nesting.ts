// Searches for the smallest change of tags that makes a broken property list nest again. Of several that do, the one
// whose result makes most sense as a profile wins, and only a clear winner may be applied unasked.
import { applyEdits } from "../write/apply_edits.ts";
import { checkNesting, elementMeant, isLeaf, type NestingProblem } from "./check_nesting.ts";
import type { TextEdit } from "../words/finding.ts";
import { scanTags, type Tag } from "./scan_tags.ts";

/** One change of tags. Offsets are those of the text the step is applied to. */
export interface RepairStep {
  readonly kind: "insert" | "remove" | "replace" | "move";
  /** The tag inserted, removed, written instead, or moved. */
  readonly tag: string;
  readonly edits: readonly TextEdit[];
  /** Where the reader should look. */
  readonly offset: number;
}

/** A way to mend the text. `certain` when no other way of the same size makes as much sense. */
export interface Repair {
  readonly steps: readonly RepairStep[];
  readonly text: string;
  readonly certain: boolean;
}

/** What a mended text is worth. */
export interface RepairJudgement {
  /** What it would still be blamed for: fewer is better. */
  readonly faults: number;
  /** It is XML, but no whole property list: something of it would be lost. */
  readonly isTorn: boolean;
  /** Tells results apart. */
  readonly meaning: string;
}

/** Judges a mended text; null when it cannot be read at all. */
export type JudgeRepair = (text: string) => RepairJudgement | null;

const MAX_STEPS = 3;
const MAX_TRIALS = 400;
/** Above this length of text the search would cost seconds. */
const MAX_SEARCH_CHARACTERS = 120_000;
const MAX_PLACES = 60;

interface Trial {
  readonly text: string;
  readonly steps: readonly RepairStep[];
}

/** Looks for a repair of at most three steps; null when there is none or the text is too long to search. */
export function repairNesting(text: string, judge: JudgeRepair): Repair | null {
  if (text.length > MAX_SEARCH_CHARACTERS) return null;
  let trials: readonly Trial[] = [{ text, steps: [] }];
  let budget = Math.min(MAX_TRIALS, Math.ceil(12_000_000 / (text.length + 1)));
  for (let round = 0; round < MAX_STEPS; round++) {
    const solved: Trial[] = [];
    const pending: { readonly trial: Trial; readonly reached: number }[] = [];
    for (const trial of trials) {
      for (const step of stepsFor(trial.text)) {
        if (budget-- <= 0) break;
        const next = { text: applyEdits(trial.text, step.edits), steps: [...trial.steps, step] };
        const { hard } = checkNesting(scanTags(next.text));
        if (hard === null) solved.push(next);
        else pending.push({ trial: next, reached: hard.tag?.start ?? Infinity });
      }
    }
    const best = chooseBest(solved, judge);
    if (best !== null) return best;
    pending.sort((a, b) => b.reached - a.reached);
    trials = pending.slice(0, 12).map(({ trial }) => trial);
  }
  return null;
}

function chooseBest(solved: readonly Trial[], judge: JudgeRepair): Repair | null {
  const judged = solved.flatMap((trial) => {
    const judgement = judge(trial.text);
    return judgement === null ? [] : [{ trial, ...judgement }];
  });
  judged.sort((a, b) => Number(a.isTorn) - Number(b.isTorn) || a.faults - b.faults);
  const [best] = judged;
  if (best === undefined) return null;
  const rivals = judged.filter(({ faults, isTorn, meaning }) =>
    isTorn === best.isTorn && faults === best.faults && meaning !== best.meaning
  );
  // A file that lacks its end lacks more than closing tags.
  const isCutOff = best.trial.steps.length > 1 &&
    best.trial.steps.some(({ tag }) => tag.trim() === "</plist>");
  return { ...best.trial, certain: rivals.length === 0 && !best.isTorn && !isCutOff };
}

function stepsFor(text: string): readonly RepairStep[] {
  const tags = scanTags(text);
  const { hard, soft } = checkNesting(tags);
  const problems = [soft, hard].filter((problem) => problem !== null);
  return problems.flatMap((problem) => stepsForProblem(problem, tags, text));
}

function stepsForProblem(problem: NestingProblem, tags: readonly Tag[], text: string): readonly RepairStep[] {
  const { tag, open, index } = problem;
  const top = open.at(-1);
  switch (problem.kind) {
    case "malformed-tag":
      return tag === null ? [] : [insert(">", tag.end), ...(tag.name === "" ? [remove(tag, text)] : [])];
    case "in-leaf":
      return tag === null || top === undefined ? [] : [
        ...(tag.name === top.name ? [replace(tag, `</${tag.name}>`)] : []),
        insert(`</${top.name}>`, endOfText(text, tag.start)),
        remove(tag, text),
      ];
    case "mismatch":
      if (tag === null || top === undefined) return [];
      return [
        ...(open.some(({ name }) => name === tag.name) ? [moveToEnd(tag, text)] : []),
        ...(isLeaf(top.name) || isLeaf(tag.name) || elementMeant(tag.name) === top.name
          ? [replace(tag, `</${top.name}>`)]
          : []),
        ...(elementMeant(top.name) === tag.name ? [replace(top, `<${tag.name}>`)] : []),
        ...closingPlaces(top, { tags, index, text }),
        remove(tag, text),
        remove(top, text),
      ];
    case "unclosed":
      return top === undefined ? [] : [...closingPlaces(top, { tags, index, text }), remove(top, text)];
    case "stray-close":
    case "after-root":
      return tag === null ? [] : [remove(tag, text), ...earlierCloses(tags, index, text)];
    case "key-outside-dict":
      return earlierCloses(tags, index, text).slice(0, 3);
    case "key-after-key":
      return tag === null ? [] : [
        insert(`\n${indentOf(text, tag.start)}<dict>`, endOfText(text, tag.start)),
      ];
    case "value-without-key":
      return tag === null ? [] : [remove(tag, text)];
  }
}

interface Place {
  readonly tags: readonly Tag[];
  readonly index: number;
  readonly text: string;
}

/** Where `top` could have been closed: before the tag that fails, or, for dictionaries, before any key. */
function closingPlaces(top: Tag, place: Place): readonly RepairStep[] {
  const { tags, index, text } = place;
  const end = endOfText(text, tags[index]?.start ?? text.length);
  const close = isLeaf(top.name) ? `</${top.name}>` : `\n${indentOf(text, top.start)}</${top.name}>`;
  const atFailure = insert(close, end);
  return top.name === "dict" ? [atFailure, ...keyPlaces(place)] : [atFailure];
}

/**
 * Before each key but the first of its dictionary: the dictionary that was not closed may be any one, because later
 * closing tags were taken for its own. Keys that stand further left than the first come first: they look misplaced.
 */
function keyPlaces({ tags, index, text }: Place): readonly RepairStep[] {
  const open: { readonly tag: Tag; firstIndent: number | null }[] = [];
  const places: { readonly step: RepairStep; readonly looksMisplaced: boolean }[] = [];
  for (const tag of tags.slice(0, index)) {
    const dict = open.at(-1);
    if (tag.kind === "open" && tag.name === "key" && dict?.tag.name === "dict") {
      const indent = indentOf(text, tag.start);
      const isFirst = dict.firstIndent === null;
      dict.firstIndent ??= indent.length;
      const step = insert(`\n${indentOf(text, dict.tag.start)}</dict>`, endOfText(text, tag.start));
      if (!isFirst) places.push({ step, looksMisplaced: indent.length < dict.firstIndent });
    }
    if (tag.kind === "open") open.push({ tag, firstIndent: null });
    else if (tag.kind === "close") open.pop();
  }
  return places.toSorted((a, b) => Number(b.looksMisplaced) - Number(a.looksMisplaced)).slice(0, MAX_PLACES)
    .map(({ step }) => step);
}

function earlierCloses(tags: readonly Tag[], index: number, text: string): readonly RepairStep[] {
  return tags.slice(0, index).filter(({ kind, name }) => kind === "close" && !isLeaf(name)).slice(-MAX_PLACES)
    .reverse()
    .map((tag) => remove(tag, text));
}

function indentOf(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

/** End of what stands before an offset, without the blanks between. */
function endOfText(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

function insert(tag: string, offset: number): RepairStep {
  return { kind: "insert", tag, offset, edits: [{ span: { start: offset, end: offset }, text: tag }] };
}

function replace(tag: Tag, text: string): RepairStep {
  return {
    kind: "replace",
    tag: text,
    offset: tag.start,
    edits: [{ span: { start: tag.start, end: tag.end }, text }],
  };
}

function remove(tag: Tag, text: string): RepairStep {
  return {
    kind: "remove",
    tag: text.slice(tag.start, tag.end),
    offset: tag.start,
    edits: [removal(tag, text)],
  };
}

function moveToEnd(tag: Tag, text: string): RepairStep {
  const end = endOfText(text, text.length);
  const source = text.slice(tag.start, tag.end);
  return {
    kind: "move",
    tag: source,
    offset: tag.start,
    edits: [removal(tag, text), { span: { start: end, end }, text: `\n${source}` }],
  };
}

/** Removes a tag, and its line when nothing else stands on it. */
function removal(tag: Tag, text: string): TextEdit {
  const lineStart = text.lastIndexOf("\n", tag.start - 1) + 1;
  const lineEnd = text.indexOf("\n", tag.end);
  const aloneOnLine = text.slice(lineStart, tag.start).trim() === "" && lineEnd !== -1 &&
    text.slice(tag.end, lineEnd).trim() === "";
  return {
    span: aloneOnLine ? { start: lineStart, end: lineEnd + 1 } : { start: tag.start, end: tag.end },
    text: "",
  };
}
