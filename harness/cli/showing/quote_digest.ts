// The one number that a run prints at its end. Apart from the door to stored runs, which loads all that it checks with.
import { CHECKSUMS_FILE } from "../../ports/bundle_files.ts";

/** The one number that shows every change, if it lies where whoever changes the bundle cannot reach. */
export function quoteDigest(sumsSha256: string): string {
  return `SHA-256 of ${CHECKSUMS_FILE}, to be quoted elsewhere: ${sumsSha256}`;
}
