// "Did you mean": the known name nearest to a wrong one.

/** Largest number of letters wrong that still counts as a slip, for names of this length. */
function tolerance(length: number): number {
  return length <= 5 ? 1 : length <= 10 ? 2 : 3;
}

/** The candidate that a name most probably means, or null when none is near. Case and `_`/`-` do not count. */
export function closestName(name: string, candidates: readonly string[]): string | null {
  const wanted = fold(name);
  let best: { readonly candidate: string; readonly distance: number } | null = null;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    if (Math.abs(folded.length - wanted.length) > 3) continue;
    const distance = editDistance(wanted, folded);
    if (distance <= tolerance(folded.length) && (best === null || distance < best.distance)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate ?? null;
}

function fold(name: string): string {
  // British spelling is the commonest slip in these names.
  return name.toLowerCase().replace(/[_\-\s]/g, "").replace("behaviour", "behavior");
}

/** Letters to insert, drop, change or swap with the next one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
