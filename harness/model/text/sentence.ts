// Turns a message without its end into a sentence, for texts made of several.

/** The text with a full stop, unless it already ends a sentence; empty stays empty. */
export function asSentence(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed === "" || /[.!?:]["')]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
