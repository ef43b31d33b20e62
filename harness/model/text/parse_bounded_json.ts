// JSON that somebody else wrote, bounded: what is nested deeper than anything real is refused, so that nothing behind it
// has to fear it. The parser of the runtime needs no stack of its own, but whoever walks through its value does.

/** Deepest nesting that is accepted; a record of a run and answers of the agent have about a dozen levels. */
export const DEEPEST_JSON = 64;

/** @throws SyntaxError for what is damaged, cut or nested deeper than {@linkcode DEEPEST_JSON}. */
export function parseBoundedJson(text: string): unknown {
  if (isNestedTooDeeply(text)) throw new SyntaxError(`It is nested deeper than ${DEEPEST_JSON} levels`);
  return JSON.parse(text);
}

/** Whether brackets outside strings nest deeper than {@linkcode DEEPEST_JSON}; a string is skipped with its escapes. */
export function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > DEEPEST_JSON) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}
