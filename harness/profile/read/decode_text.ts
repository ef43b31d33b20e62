// Bytes → text: byte order mark, the encoding an XML declaration names, UTF-8 otherwise.
import { HarnessError } from "../../model/harness_error.ts";
import { firstSigns } from "../words/first_signs.ts";

/** A decoded text. `isUtf8` tells whether it can be written back as UTF-8 without touching its declaration. */
export interface DecodedText {
  readonly text: string;
  readonly isUtf8: boolean;
}

/**
 * Decodes a text file, without its byte order mark.
 *
 * @throws HarnessError `profile/unreadable` for bytes that are not in the encoding, or an encoding nobody knows.
 */
export function decodeText(bytes: Uint8Array, fileName: string): DecodedText {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { text, isUtf8: /^(?:utf-?8|us-ascii|ascii)$/i.test(encoding) };
  } catch (thrown) {
    throw new HarnessError(
      "profile/unreadable",
      `Cannot read profile "${fileName}": it is not valid ${encoding} text${placeOf(bytes, encoding)}`,
      {
        hint: "Save the file as UTF-8 in a plain text editor",
        cause: thrown,
      },
    );
  }
}

/** The line of the first byte that is not UTF-8: often one name with an umlaut, saved by an old editor. */
function placeOf(bytes: Uint8Array, encoding: string): string {
  if (!/^utf-?8$/i.test(encoding)) return "";
  const before = new TextDecoder().decode(bytes).split("\ufffd", 1)[0] ?? "";
  return `, from line ${before.split(/\r\n|\n|\r/).length} on`;
}

/** Whether bytes are UTF-16, with a byte order mark or told by their first sign, which is ASCII in every profile. */
export function isUtf16(bytes: Uint8Array): boolean {
  return encodingOf(bytes).startsWith("utf-16");
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (isOpening(first) && second === 0) return "utf-16le";
  if (first === 0 && isOpening(second)) return "utf-16be";
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(firstSigns(bytes, 200))?.[1] ?? "utf-8";
}

/** "<", "{" or "[". */
function isOpening(byte: number | undefined): boolean {
  return byte === 0x3c || byte === 0x7b || byte === 0x5b;
}
