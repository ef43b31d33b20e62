// Whether two outputs are the same, to the byte.
import { Buffer } from "node:buffer";

/** As fast as memory is read: lists of ten thousand entries are held against each other several times a second. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}
