// Bounds that keep a hostile file from costing time or memory, and the errors raised beyond them.
import { HarnessError } from "../../model/harness_error.ts";

/** Largest profile that is read. Real ones are far below 100 KB; MDM servers refuse more than 1 MB. */
export const MAX_PROFILE_BYTES = 10 * 1024 * 1024;

/** Deepest nesting that is read. The deepest known setting needs 9. */
export const MAX_PROFILE_DEPTH = 64;

/** The error for a file beyond {@linkcode MAX_PROFILE_BYTES}. `sizeBytes` is what is known of its size. */
export function tooLarge(fileName: string, sizeBytes: number): HarnessError {
  const shown = `${(sizeBytes / 1_048_576).toFixed(1)} MiB`;
  return new HarnessError(
    "profile/too-large",
    `Cannot read profile "${fileName}": it has ${shown}, at most ${
      MAX_PROFILE_BYTES / 1_048_576
    } MiB are read`,
    { hint: "Check that this is the profile and not another file" },
  );
}

/** The error for nesting beyond {@linkcode MAX_PROFILE_DEPTH}. */
export function tooDeep(fileName: string): HarnessError {
  return new HarnessError(
    "profile/too-deep",
    `Cannot read profile "${fileName}": values are nested deeper than ${MAX_PROFILE_DEPTH} levels`,
    { hint: "Export the profile again from the tool that made it" },
  );
}

/** The error for a document type that declares entities. */
export function entitiesDeclared(fileName: string): HarnessError {
  return new HarnessError(
    "profile/entities-declared",
    `Cannot read profile "${fileName}": its document type declares entities, which no property list needs`,
    { hint: 'Remove everything between "[" and "]" from the DOCTYPE line' },
  );
}
