// Hands what root has made to the person who called sudo, and nothing else: what bears the name may be another file by
// then, so it is given away by descriptor, and only when it is what was made.
import { closeSync, constants, fchownSync, fstatSync, lstatSync, openSync } from "node:fs";

/** A user and his group, by number. */
export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

/** What was made, as the system numbers it. */
export interface MadeThing {
  readonly dev: number;
  readonly ino: number | null;
}

/**
 * Gives a file or folder away that was just made exclusively.
 *
 * @throws Error when the name leads to something else by now.
 */
export function giveTo(path: string, made: MadeThing, { uid, gid }: FileOwner): void {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const opened = fstatSync(fd);
    // The runtime follows links before it opens, so what was opened is compared with what was made.
    const isWhatWasMade = opened.dev === made.dev && opened.ino === made.ino;
    const isAlone = opened.isDirectory() || opened.nlink === 1;
    if (!isWhatWasMade || !isAlone || lstatSync(path).isSymbolicLink()) {
      throw new Error(`"${path}" is not what was made there any more`);
    }
    fchownSync(fd, uid, gid);
  } finally {
    closeSync(fd);
  }
}
