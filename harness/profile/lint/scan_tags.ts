// The tags of a broken XML text, in order, as well as they can be told. Linear in the length of the text
// whatever the text is; the strict reading is `read_plist_xml.ts`.

/** One tag. A `malformed` one lacks its `>` or has no name. */
export interface Tag {
  readonly kind: "open" | "close" | "self" | "malformed";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The tags, one after the other as they are asked for; comments, declarations and CDATA are skipped. */
export function* scanTags(text: string): Generator<Tag> {
  let at = text.indexOf("<");
  while (at !== -1) {
    const skipped = endOfAside(text, at);
    if (skipped !== null) {
      at = text.indexOf("<", skipped);
      continue;
    }
    const next = text.indexOf("<", at + 1);
    yield readTag(text, at, next === -1 ? text.length : next);
    at = next;
  }
}

/** End of a comment, CDATA section, processing instruction or declaration that starts here, or null. */
function endOfAside(text: string, at: number): number | null {
  for (const [start, end] of [["<!--", "-->"], ["<![CDATA[", "]]>"], ["<?", "?>"], ["<!", ">"]] as const) {
    if (!text.startsWith(start, at)) continue;
    const found = text.indexOf(end, at + start.length);
    return found === -1 ? text.length : found + end.length;
  }
  return null;
}

function readTag(text: string, start: number, limit: number): Tag {
  const body = text.slice(start, Math.min(limit, start + 512));
  const match = /^<(\/?)\s*([A-Za-z][\w.:-]*)([^>]*?)(\/?)>/.exec(body);
  if (match === null) {
    const name = /^<\/?\s*([A-Za-z][\w.:-]*)/.exec(body)?.[1] ?? "";
    const end = start + body.trimEnd().length;
    return { kind: "malformed", name, start, end };
  }
  const [whole, slash, name = "", , selfClosing] = match;
  const kind = slash === "/" ? "close" : selfClosing === "/" ? "self" : "open";
  return { kind, name, start, end: start + whole.length };
}
