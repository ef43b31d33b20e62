// The files a trigger writes: looked at without following links, created by us alone, removed after.

/** What is at a trigger path now. */
export type TriggerPathState =
  | { readonly kind: "absent" }
  /** A regular file with one link that belongs to us: left by an earlier demonstration. */
  | { readonly kind: "ours" }
  | { readonly kind: "unsafe"; readonly why: string }
  | { readonly kind: "unreadable"; readonly why: string };

/** Guards the trigger paths (design §7). */
export interface TriggerFiles {
  inspect(path: string): Promise<TriggerPathState>;
  /**
   * Removes a file of ours that is there and creates an empty one, exclusively.
   *
   * @throws HarnessError `trigger/path-unsafe`, with nothing written.
   */
  create(path: string): Promise<void>;
  /** Whether our file is still there (an antivirus may have taken it). */
  exists(path: string): Promise<boolean>;
  /**
   * Removes our file; absent is fine, somebody else's is left alone.
   *
   * @throws HarnessError `trigger/removal-failed`.
   */
  remove(path: string): Promise<void>;
}
