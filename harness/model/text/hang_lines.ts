// Breaks text at the width of a window, between words, so that what belongs together stands under each other.
import wrapAnsi from "wrap-ansi";

/** Where lines end, and where all but the first begin, in cells. */
export interface Hanging {
  /** Width of the window; undefined where there is none: a log or a file keeps lines whole. */
  readonly columns: number | undefined;
  /** What the head takes, its blanks included. */
  readonly indent: number;
}

/** So many cells a line gets at least, however narrow the window is. */
const LEAST_CELLS = 20;

/**
 * A text behind its head, the other lines indented to where the text begins. Emphasis goes on over the end of a line.
 * A word that is longer than a line, a path for instance, stays whole: the terminal breaks it, and copying mends it.
 */
export function hangLines(head: string, text: string, { columns, indent }: Hanging): readonly string[] {
  if (columns === undefined) return [`${head}${text}`];
  const lines = wrapAnsi(text, Math.max(columns - indent, LEAST_CELLS)).split("\n");
  return lines.map((line, index) => `${index === 0 ? head : " ".repeat(indent)}${line}`);
}
