// Secrets that stand in a text under another form: in base64, or with percent signs as in addresses.
import type { Pseudonym } from "./secret.ts";

/** Words as they stand in addresses; whether one has a percent sign is looked at afterwards, which takes linear time. */
const ADDRESS = /[\w.~:/?#@!$&()*+=%-]{3,}/g;
const PERCENT = /%[0-9a-f]{2}/i;
/** No text in base64 begins with the sign that a path begins with. */
const BASE64 = /(?<![\w+/=-])[A-Za-z0-9+][A-Za-z0-9+/_-]{11,}={0,2}(?![\w+/=-])/g;
/** In lines, as mail and certificates have it: what is hidden may go on in the next line. */
const LINES = /^(?:[ \t]*[A-Za-z0-9+/]{40,100}\r?\n)+[ \t]*[A-Za-z0-9+/]{1,100}={0,2}[ \t]*$/gm;
const UTF8 = new TextDecoder();

/** Hides each piece that holds, once it is decoded, something that `redact` would hide. */
export function hideEncoded(
  text: string,
  redact: (text: string) => string,
  pseudonym: Pseudonym,
): string {
  const hideIf = (piece: string, decoded: string | null): string =>
    decoded === null || decoded === piece || redact(decoded) === decoded
      ? piece
      : pseudonym("encoded", piece);
  const unescaped = text.includes("%")
    ? text.replace(ADDRESS, (piece) => PERCENT.test(piece) ? hideIf(piece, fromPercent(piece)) : piece)
    : text;
  return unescaped
    .replace(LINES, (piece) => hideIf(piece, fromBase64(piece.replace(/\s+/g, ""))))
    .replace(BASE64, (piece) => hideIf(piece, fromBase64(piece)));
}

function fromPercent(piece: string): string | null {
  try {
    return decodeURIComponent(piece);
  } catch {
    return null;
  }
}

/** Null for what is no text: most words and paths look like base64 of nothing in particular. */
function fromBase64(piece: string): string | null {
  const plain = piece.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  // Asked first, because a fault that is thrown costs more than all the rest.
  if (plain.length % 4 === 1) return null;
  try {
    const text = UTF8.decode(Uint8Array.fromBase64(plain, { lastChunkHandling: "loose" }));
    return /\ufffd|(?![\t\r\n])\p{Cc}/u.test(text) ? null : text;
  } catch {
    return null;
  }
}
