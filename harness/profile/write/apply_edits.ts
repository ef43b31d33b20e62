// Turns a text and edits of it into the edited text.
import type { TextEdit } from "../words/finding.ts";

/** Applies edits that do not overlap. Edits of one place are applied in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { span, text: replacement } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    parts.push(text.slice(done, span.start), replacement);
    done = Math.max(done, span.end);
  }
  return parts.join("") + text.slice(done);
}
