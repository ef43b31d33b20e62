// Secrets that stand in a text under another form: in base64, or with percent signs as in addresses.
import type { Pseudonym } from "./secret.ts";

const PERCENT = /[\w.~:/?#@!$&()*+=-]{0,400}%[0-9a-f]{2}[\w.~:/?#@!$&()*+=%-]{0,2000}/gi;
const BASE64 = /(?<![\w+/=-])[A-Za-z0-9+/_-]{12,100000}={0,2}(?![\w+/=-])/g;

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
  return text
    .replace(PERCENT, (piece) => hideIf(piece, fromPercent(piece)))
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
  try {
    const bytes = Uint8Array.fromBase64(piece.replaceAll("-", "+").replaceAll("_", "/"));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^[^\p{Cc}]*$/u.test(text.replace(/[\t\r\n]/g, "")) ? text : null;
  } catch {
    return null;
  }
}
