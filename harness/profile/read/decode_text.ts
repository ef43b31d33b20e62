// Bytes → text: byte order mark, the encoding an XML declaration names, UTF-8 otherwise.
import { HarnessError } from "../../model/harness_error.ts";

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
      `Cannot read profile "${fileName}": it is not valid ${encoding} text`,
      {
        hint: "Save the file as UTF-8 in a plain text editor",
        cause: thrown,
      },
    );
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1] ?? "utf-8";
}
