// "Did you mean": the known word nearest to what somebody typed.

/**
 * The known word with the fewest edits (insert, delete, replace, swap of neighbours; upper and lower case alike),
 * or null when even the best one differs in more than a third of its letters. Ties go to the earlier word.
 */
export function nearestWord(typed: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let fewest = Infinity;
  for (const word of known) {
    const edits = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (edits < fewest && edits <= Math.max(1, Math.floor(word.length / 3))) {
      nearest = word;
      fewest = edits;
    }
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
