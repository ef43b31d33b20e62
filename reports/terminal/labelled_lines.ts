// Lines that begin with a short label, as the terminal shows them: what stands behind it hangs under its first word.
import { hangLines } from "../../harness/model/text/hang_lines.ts";
import { printableLine, withoutLogCommands } from "../../harness/model/text/printable.ts";

/** A label, and what stands behind it. */
export type Labelled = readonly [label: string, text: string];

/** How such lines look. */
export interface LabelledStyle {
  /** Cells of the label, with the blanks before and behind it. */
  readonly indent: number;
  /** Blanks before the label; none unless given. */
  readonly margin?: number;
  /** Width of the window; left out: lines stay whole. */
  readonly columns: number | undefined;
  readonly emphasis: (label: string) => string;
  /** Emphasis of the text; none unless given. */
  readonly show?: (text: string) => string;
}

/** The lines of one label. The text may be of anybody; emphasis in it is lost. */
export function labelledLines(
  [label, text]: Labelled,
  { indent, margin = 0, columns, emphasis, show = (shown) => shown }: LabelledStyle,
): readonly string[] {
  const behind = " ".repeat(Math.max(1, indent - margin - label.length));
  const head = `${" ".repeat(margin)}${label === "" ? "" : emphasis(label)}${behind}`;
  return hangLines(head, show(printableLine(text)), { columns, indent }).map(withoutLogCommands);
}
