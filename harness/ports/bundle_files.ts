// The files of a stored bundle, for checking, copying and packing it.

/** Name of the list of checksums inside a bundle. */
export const CHECKSUMS_FILE = "SHA256SUMS";
/** Name of the signature over that list: a DSSE envelope. */
export const SIGNATURE_FILE = "SHA256SUMS.dsse.json";
/** Files that the list cannot name. */
export const UNLISTED_FILES: ReadonlySet<string> = new Set([CHECKSUMS_FILE, SIGNATURE_FILE]);

/** Which bundles of earlier runs stay: the newest so many, or those of the last days; what either keeps is kept. */
export interface Keeping {
  /** This run counted; null: no number. */
  readonly keep: number | null;
  readonly keepDays: number | null;
}

/** Something that no run leaves. */
export interface OddEntry {
  readonly path: string;
  /** What is odd, as the end of a sentence that begins with the path. */
  readonly why: string;
}

/** Files that come into a folder together, or not at all. Whoever stages them commits or discards them. */
export interface StagedFiles {
  /** @throws HarnessError `output/not-writable`; the folder is as it was then. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** The same for what comes in pieces. */
  writePieces(path: string, pieces: AsyncIterable<string>): Promise<void>;
  /** Puts them into the folder, and `SHA256SUMS` over all of its files. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** Access to bundles that were written before. */
export interface BundleFiles {
  /**
   * Paths of all regular files, relative to the folder, sorted.
   *
   * @throws HarnessError `bundle/not-found` when the folder is no bundle, `bundle/incomplete` when it is too large for one.
   */
  list(folder: string): Promise<readonly string[]>;
  /** What lies below a bundle and is none of what a run leaves, sorted: links, pipes, files of more than one name. */
  odd(folder: string): Promise<readonly OddEntry[]>;
  /** A file as a whole. @throws HarnessError `bundle/incomplete`, also for one that is too large for that. */
  read(folder: string, path: string): Promise<Uint8Array>;
  /**
   * A file in pieces, however large; each is valid until the next one is asked for.
   *
   * @throws HarnessError `bundle/incomplete`.
   */
  pieces(folder: string, path: string): AsyncIterable<Uint8Array>;
  /**
   * SHA-256 of a file in lower-case hex.
   *
   * @throws HarnessError `bundle/incomplete`.
   */
  hash(folder: string, path: string): Promise<string>;
  /**
   * Writes a file as a whole, its folder included.
   *
   * @throws HarnessError `output/not-writable`.
   */
  write(folder: string, path: string, content: string | Uint8Array): Promise<void>;
  /** The same for what comes in pieces. */
  writePieces(folder: string, path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void>;
  /**
   * Begins files that are to come into a folder, which is made, together.
   *
   * @throws HarnessError `output/not-writable`.
   */
  stage(folder: string): Promise<StagedFiles>;
  /** Removes a folder that was made for something that came to nothing, and all in it. */
  remove(folder: string): Promise<void>;
  /** Size of a file, inside a bundle or not, in bytes; 0 when there is none. */
  size(path: string): Promise<number>;
  /**
   * Appends to a file outside the bundle.
   *
   * @throws HarnessError `output/not-writable`.
   */
  append(path: string, text: string): Promise<void>;
  /** Writes `SHA256SUMS` over all files of the folder. */
  seal(folder: string): Promise<void>;
  /**
   * Removes bundles beside that of this run which no rule keeps: whole ones, of ours, whose runs ended well.
   *
   * @return The folders that are gone.
   */
  prune(
    out: string,
    keeping: Keeping,
    run: { readonly runId: string; readonly now: string },
  ): Promise<readonly string[]>;
  /** The folder itself, without links: `latest` becomes the run it points to. Null when there is none. */
  resolve(folder: string): Promise<string | null>;
  /** Opens a file in the program that the system has for it; false when there is none. */
  open(path: string): Promise<boolean>;
}
