// A bundle as one `.tar.gz`, byte for byte the same for the same files: sorted, no times, no owners. Reading the files and
// writing the archive is left to the caller.
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
// @ts-types="@types/tar-stream"
import { pack } from "tar-stream";

/** One file of a bundle. */
export interface ArchivedFile {
  /** Inside the bundle, with forward slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** The tenth byte of a gzip header names the system that made it; this one says unknown. */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/** Packs files below a folder named `root`. The order of `files` does not matter. */
export async function createArchive(
  root: string,
  files: readonly ArchivedFile[],
): Promise<Uint8Array<ArrayBuffer>> {
  const archive = pack();
  const chunks: Uint8Array[] = [];
  const drained = (async () => {
    for await (const chunk of archive) chunks.push(chunk);
  })();
  for (const { path, content } of files.toSorted((a, b) => compare(a.path, b.path))) {
    const header = {
      name: `${root}/${path}`,
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: new Date(0),
      type: "file" as const,
    };
    archive.entry(header, Buffer.from(content));
  }
  archive.finalize();
  await drained;
  const zipped = gzipSync(Buffer.concat(chunks), { level: 9 });
  zipped[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return new Uint8Array(zipped);
}

/** By code units: the order must not depend on anybody's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
