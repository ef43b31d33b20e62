// From what a rule found to what is reported: offsets become lines and columns, and text of the file becomes harmless.
import { printableLine } from "../../model/text/printable.ts";
import type { ReadProfile } from "../read/read_profile.ts";
import type { Finding, RawFinding } from "../words/finding.ts";
import { lineStartsOf, positionAt } from "../words/text_position.ts";

/** A value of a profile may be a megabyte long, and nobody reads that in a finding. */
const LONGEST_TEXT = 600;

/** Findings of one file, in the order of their places. */
export function locateFindings(raw: readonly RawFinding[], source: ReadProfile): readonly Finding[] {
  const lines = source.text === null ? null : lineStartsOf(source.text);
  return raw
    .toSorted((a, b) => (a.span?.start ?? -1) - (b.span?.start ?? -1))
    .map(({ span, edits, ...finding }): Finding => {
      const start = lines === null || span === null ? null : positionAt(lines, span.start);
      const end = lines === null || span === null ? null : positionAt(lines, span.end);
      return {
        rule: finding.rule,
        severity: finding.severity,
        file: source.name,
        line: start?.line ?? null,
        column: start?.column ?? null,
        endLine: end?.line ?? null,
        endColumn: end?.column ?? null,
        path: finding.path === null ? null : printableLine(finding.path, LONGEST_TEXT),
        what: printableLine(finding.what, LONGEST_TEXT),
        why: finding.why,
        remedy: printableLine(finding.remedy, LONGEST_TEXT),
        fixable: edits.length > 0,
      };
    });
}
