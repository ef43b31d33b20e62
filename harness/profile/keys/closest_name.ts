// "Did you mean" for keys: the known name nearest to a wrong one, and whether the slip leaves no doubt.
import { nearestWord } from "../../model/text/nearest_word.ts";

/** A known name that a wrong one probably means. */
export interface ClosestName {
  readonly name: string;
  /** One letter lost, added, changed or swapped, or only case, blanks, `_`, `-` or British spelling differ. */
  readonly certain: boolean;
}

/** The candidate nearest to a name, or null when none is near. */
export function closestName(name: string, candidates: readonly string[]): ClosestName | null {
  const byFolded = new Map(candidates.map((candidate) => [fold(candidate), candidate]));
  const wanted = fold(name);
  const folded = nearestWord(wanted, [...byFolded.keys()]);
  const meant = folded === null ? undefined : byFolded.get(folded);
  if (folded === null || meant === undefined) return null;
  return { name: meant, certain: isOneSlip(wanted, folded) };
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, "").replace("behaviour", "behavior");
}

/** Whether two words differ by at most one letter, or by two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && left === [...right].reverse().join("");
}
