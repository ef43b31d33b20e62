// The start of a file before anything is known of its encoding.

/** The first bytes, a sign each. Unlike a decoder for Latin-1 it loads no table of encodings. */
export function firstSigns(bytes: Uint8Array, count: number): string {
  return Reflect.apply(String.fromCharCode, null, bytes.subarray(0, count));
}
