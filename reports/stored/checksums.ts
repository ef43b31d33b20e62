// Holds the files of a bundle against its `SHA256SUMS`. Hashing is left to the caller.

/** What is wrong with a bundle, by path. All empty: nothing. */
export interface ChecksumReport {
  readonly changed: readonly string[];
  /** In the list, not in the folder. */
  readonly missing: readonly string[];
  /** In the folder, not in the list. */
  readonly unlisted: readonly string[];
  /** Lines of the list that cannot be read. */
  readonly unreadable: readonly string[];
}

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;

/**
 * Compares. `list` is the text of `SHA256SUMS`, `hashes` the SHA-256 of each file (lower-case hex) by its path, without
 * the list itself.
 */
export function compareChecksums(list: string, hashes: ReadonlyMap<string, string>): ChecksumReport {
  const lines = list.split("\n").filter((line) => line !== "");
  const listed = new Map(lines.flatMap((line): (readonly [string, string])[] => {
    const [, hash, path] = LINE.exec(line) ?? [];
    return hash === undefined || path === undefined ? [] : [[path, hash]];
  }));
  return {
    changed: [...listed].filter(([path, hash]) => hashes.has(path) && hashes.get(path) !== hash).map((
      [path],
    ) => path),
    missing: [...listed.keys()].filter((path) => !hashes.has(path)),
    unlisted: [...hashes.keys()].filter((path) => !listed.has(path)),
    unreadable: lines.filter((line) => !LINE.test(line)),
  };
}

/** True when nothing is wrong. */
export function isUnchanged({ changed, missing, unlisted, unreadable }: ChecksumReport): boolean {
  return changed.length + missing.length + unlisted.length + unreadable.length === 0;
}
