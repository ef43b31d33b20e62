// Text from a file, safe to print: a profile may hold control characters that move a terminal's cursor, or signs that
// turn the direction of writing.

// deno-lint-ignore no-control-regex -- exactly these must not reach a terminal
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const MAX_CHARACTERS = 600;

/** Replaces what cannot be seen by its code, like `\u001b`, and shortens what is very long. */
export function printableText(text: string): string {
  const shown = text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS)}…`;
  return shown.toWellFormed().replace(
    UNSAFE,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
