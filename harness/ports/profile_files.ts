// Configuration profiles on disk: reading without taking "may not" for "is not there", and writing.
import type { Problem } from "../model/harness_error.ts";

/** What came of reading a file. */
export type ProfileRead =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly modifiedAt: string | null }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: Problem };

/** What came of listing a folder. */
export type FolderListing =
  | { readonly kind: "listed"; readonly folders: readonly string[] }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: Problem };

/** Files that hold profiles. */
export interface ProfileFiles {
  /** Reads a file, but never more than `maxBytes` and one byte: what is longer is too long anyway. */
  read(path: string, maxBytes: number): Promise<ProfileRead>;
  /** Names of the folders in a folder. */
  listFolders(path: string): Promise<FolderListing>;
  /**
   * Writes a file whole or not at all, and makes its folder.
   *
   * @throws HarnessError `output/not-writable`, also when another file is there and `replace` is not set.
   */
  write(path: string, text: string, options: { readonly replace: boolean }): Promise<void>;
}
