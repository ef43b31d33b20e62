// From what a rule found to what is reported: offsets become lines and columns, and text of the file becomes harmless.
import { printableLine } from "../../model/text/printable.ts";
import type { ReadProfile } from "../read/read_profile.ts";
import type { Finding, RawFinding } from "../words/finding.ts";
import type { Span } from "../words/profile_node.ts";
import { lineStartsOf, positionAt } from "../words/text_position.ts";

/** A value of a profile may be a megabyte long, and nobody reads that in a finding. */
const LONGEST_TEXT = 600;

/** Lines and columns from 1; null where there is no text, or the file as a whole is meant. */
export type Place = Pick<Finding, "line" | "column" | "endLine" | "endColumn">;

/** Of a file as a whole. */
export const NO_PLACE: Place = { line: null, column: null, endLine: null, endColumn: null };

/** Findings of one file, in the order of their places. */
export function locateFindings(raw: readonly RawFinding[], source: ReadProfile): readonly Finding[] {
  const placeOf = placesIn(source);
  return raw
    .toSorted((a, b) => (a.span?.start ?? -1) - (b.span?.start ?? -1))
    .map((finding) => findingAt(finding, source.name, placeOf(finding.span)));
}

/** Gives the places of one file; where its lines begin is looked for once, and only when asked. */
export function placesIn({ text }: ReadProfile): (span: Span | null) => Place {
  let lines: readonly number[] | null = null;
  return (span) => {
    if (text === null || span === null || span.start < 0) return NO_PLACE;
    lines ??= lineStartsOf(text);
    const start = positionAt(lines, span.start);
    const end = positionAt(lines, span.end);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
}

/** The finding as it is reported. */
export function findingAt(raw: RawFinding, file: string, place: Place): Finding {
  return {
    rule: raw.rule,
    severity: raw.severity,
    file,
    ...place,
    path: raw.path === null ? null : printableLine(raw.path, LONGEST_TEXT),
    what: printableLine(raw.what, LONGEST_TEXT),
    why: raw.why,
    remedy: printableLine(raw.remedy, LONGEST_TEXT),
    fixable: raw.edits.length > 0,
  };
}
