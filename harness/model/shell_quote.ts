// Quoting for shells.

/** A word as a shell takes it literally, whatever stands in it. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
