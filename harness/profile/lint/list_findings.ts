// From what the rules find to what is listed: nobody reads a thousand findings of one kind, and a hostile file has a
// million of them.
import type { RawFinding } from "../words/finding.ts";

/** Most findings of one rule and severity that are listed. */
const MAX_LISTED = 1_000;

/** Findings that are listed; the rest is counted in one more finding of its kind, so that no severity is lost. */
export function listFindings(
  ...found: readonly Iterable<RawFinding>[]
): { readonly raw: readonly RawFinding[]; readonly isCut: boolean } {
  const raw: RawFinding[] = [];
  const kinds = new Map<string, { readonly first: RawFinding; count: number }>();
  for (const findings of found) {
    for (const finding of findings) {
      const id = `${finding.severity} ${finding.rule}`;
      const kind = kinds.get(id) ?? { first: finding, count: 0 };
      kinds.set(id, kind);
      kind.count++;
      if (kind.count <= MAX_LISTED) raw.push(finding);
    }
  }
  const rest = [...kinds.values()].filter(({ count }) => count > MAX_LISTED).map(({ first, count }) => ({
    ...first,
    span: null,
    path: null,
    what: `${count - MAX_LISTED} more of these stand in the file, and are not listed`,
    remedy: "Mend those that are listed first, or make the file anew",
    edits: [],
  }));
  return { raw: [...raw, ...rest], isCut: rest.length > 0 };
}
