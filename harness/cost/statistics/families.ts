// What many tests together may claim. Pure arithmetic on p-values; which belong together is for the caller.

/**
 * P-values that hold the chance of any false claim among all of them at the level they are compared with.
 * Source: S. Holm, Scand. J. Statist. 6 (1979) 65-70.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  let largest = 0;
  return inOrder(pValues, (p, rank) => largest = Math.max(largest, Math.min(1, p * (pValues.length - rank))));
}

/**
 * P-values that hold the share of false claims among those made at the level they are compared with.
 * Source: Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const count = pValues.length;
  let smallest = 1;
  const descending = inOrder(pValues.map((p) => -p), (negative, rank) => {
    smallest = Math.min(smallest, (-negative * count) / (count - rank));
    return smallest;
  });
  return descending;
}

/** Visits ascending, and gives what came of each in its own place. */
function inOrder(
  values: readonly number[],
  adjust: (value: number, rank: number) => number,
): readonly number[] {
  const places = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const adjusted = new Map(places.map((place, rank) => [place, adjust(values[place] ?? 1, rank)]));
  return values.map((_, place) => adjusted.get(place) ?? 1);
}
