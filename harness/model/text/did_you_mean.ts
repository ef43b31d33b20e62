// The hint for a word that nobody knows.
import { nearestWord } from "./nearest_word.ts";

/** Names the known word that was probably meant, or all of them. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const nearest = nearestWord(typed, known);
  return nearest === null ? `Use one of ${known.join(", ")}` : `Did you mean "${nearest}"?`;
}
