// How a line of a narration looks: a short label, and what stands behind it under each other.
import type { Style } from "../../harness/model/text/style.ts";
import { type Labelled, labelledLines } from "./labelled_lines.ts";

/** How a narration is shown. */
export interface NarrationStyle {
  readonly style: Style;
  /** Width of the terminal; undefined: lines stay whole. */
  readonly columns: number | undefined;
}

const MARGIN = 2;
const INDENT = MARGIN + "Command".length + 2;

/** The lines of one label. */
export function narratedLines(line: Labelled, { style, columns }: NarrationStyle): readonly string[] {
  const [label, text] = line;
  const emphasis = emphasisOf(label === "Verdict" ? text.split(":", 1)[0] ?? "" : label, style);
  const shown = { indent: INDENT, margin: MARGIN, columns, emphasis };
  return labelledLines(line, label === "Command" ? { ...shown, show: style.cyan } : shown);
}

function emphasisOf(word: string, style: Style): (text: string) => string {
  if (word === "PASS" || word === "Met") return style.green;
  if (word === "FAIL" || word === "Problem") return style.red;
  if (word === "INCONCLUSIVE" || word === "Unmet" || word === "Unknown") return style.yellow;
  return style.dim;
}
