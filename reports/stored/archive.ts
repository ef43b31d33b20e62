// A bundle as one `.tar.gz`, byte for byte the same for the same files: sorted, no times, no owners. In pieces, since what a
// run sampled may be hundreds of megabytes. Reading the files and writing the archive is left to the caller.
// @ts-types="@types/tar-stream"
import { type Pack, pack } from "tar-stream";

/** One file of a bundle. */
export interface ArchivedFile {
  /** Inside the bundle, with forward slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** The tenth byte of a gzip header names the system that made it; this one says unknown. */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/** Packs files below a folder named `root`. The order of `files` does not matter. */
export async function* createArchive(
  root: string,
  files: readonly ArchivedFile[],
): AsyncGenerator<Uint8Array> {
  const zipped = ReadableStream.from(tarOf(root, files)).pipeThrough(new CompressionStream("gzip"));
  let isFirst = true;
  for await (const piece of zipped) {
    if (isFirst) piece[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
    isFirst = false;
    yield piece;
  }
}

async function* tarOf(
  root: string,
  files: readonly ArchivedFile[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const archive = pack();
  // An archive that is given up only says that it was.
  const reasons: unknown[] = [];
  addAll(archive, { root, files }).catch((error: unknown) => {
    reasons.push(error);
    archive.destroy();
  });
  try {
    for await (const piece of archive) yield new Uint8Array(piece);
  } catch (error) {
    throw reasons[0] ?? error;
  }
}

async function addAll(
  archive: Pack,
  { root, files }: { readonly root: string; readonly files: readonly ArchivedFile[] },
): Promise<void> {
  for (const { path, size, pieces } of files.toSorted((a, b) => compare(a.path, b.path))) {
    const header = {
      name: `${root}/${path}`,
      size,
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: new Date(0),
      type: "file" as const,
    };
    const entry = archive.entry(header);
    // A copy: the archive holds it until somebody takes it, and the next piece may lie in the same place.
    for await (const piece of pieces()) {
      if (!entry.write(piece.slice())) await new Promise<void>((resolve) => entry.once("drain", resolve));
    }
    entry.end();
  }
  archive.finalize();
}

/** By code units: the order must not depend on anybody's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
