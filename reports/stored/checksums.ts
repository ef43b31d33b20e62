// Holds the files of a bundle against its `SHA256SUMS`. Hashing is left to the caller.

/** The seal of a bundle: what was listed at its end, and what is there. */
export interface Seal {
  /** Text of `SHA256SUMS`. */
  readonly list: string;
  /** SHA-256 of each file in lower-case hex by its path, without the list itself. */
  readonly hashes: ReadonlyMap<string, string>;
}

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;

/** What differs from the list, one sentence each; empty when every file is as it was. */
export function findChanges({ list, hashes }: Seal): readonly string[] {
  const lines = list.split("\n").filter((line) => line !== "");
  const listed = new Map(lines.flatMap((line): (readonly [string, string])[] => {
    const [, hash, path] = LINE.exec(line) ?? [];
    return hash === undefined || path === undefined ? [] : [[path, hash]];
  }));
  const paths = [...listed.keys()];
  return [
    ...paths.filter((path) => hashes.has(path) && hashes.get(path) !== listed.get(path)).map((path) =>
      `${path} was changed`
    ),
    ...paths.filter((path) => !hashes.has(path)).map((path) => `${path} is missing`),
    ...[...hashes.keys()].filter((path) => !listed.has(path)).map((path) => `${path} is not listed`),
    ...(listed.size < lines.filter((line) => LINE.test(line)).length
      ? ["SHA256SUMS lists a file twice"]
      : []),
    ...lines.filter((line) => !LINE.test(line)).map((line) =>
      `SHA256SUMS has a line that cannot be read: ${line}`
    ),
  ];
}
