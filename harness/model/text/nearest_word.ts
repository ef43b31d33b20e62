// The known word nearest to what somebody typed. Own code: a swap of neighbours is the commonest slip, and the small
// packages for word distance count it as two edits.

/** A known word, and how many edits away it is. */
export interface NearestWord {
  readonly word: string;
  readonly edits: number;
}

/** The word of {@linkcode findNearest}. */
export function nearestWord(typed: string, known: readonly string[]): string | null {
  return findNearest(typed, known)?.word ?? null;
}

/**
 * The known word with the fewest edits (insert, delete, replace, swap of neighbours; upper and lower case alike),
 * or null when even the best one differs in more than a third of its letters. Ties go to the earlier word.
 */
export function findNearest(typed: string, known: readonly string[]): NearestWord | null {
  let nearest: NearestWord | null = null;
  for (const word of known) {
    const edits = editDistance(typed.toLowerCase(), word.toLowerCase());
    const isNear = edits <= Math.max(1, Math.floor(word.length / 3));
    if (isNear && (nearest === null || edits < nearest.edits)) nearest = { word, edits };
  }
  return nearest;
}

/** Optimal string alignment distance, with three rows kept. */
function editDistance(from: string, to: string): number {
  // Nobody means a word that is this much longer or shorter; it also bounds the work on hostile input.
  if (Math.abs(from.length - to.length) > to.length) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
