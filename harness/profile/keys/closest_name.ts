// For keys of a profile: the known name nearest to a wrong one, and whether the slip leaves no doubt.
import { findNearest } from "../../model/text/nearest_word.ts";

/** A known name that a wrong one probably means. */
export interface ClosestName {
  readonly name: string;
  /** One letter lost, added, changed or swapped, or only case, blanks, `_`, `-` or British spelling differ. */
  readonly certain: boolean;
}

/** The candidate nearest to a name, or null when none is near. */
export function closestName(name: string, candidates: readonly string[]): ClosestName | null {
  const byFolded = new Map(candidates.map((candidate) => [fold(candidate), candidate]));
  const nearest = findNearest(fold(name), [...byFolded.keys()]);
  const meant = nearest === null ? undefined : byFolded.get(nearest.word);
  return nearest === null || meant === undefined ? null : { name: meant, certain: nearest.edits <= 1 };
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, "").replace("behaviour", "behavior");
}
