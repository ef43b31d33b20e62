// The folder of a bundle, however it was given: as a folder, or as the archive that was sent.
import type { Host } from "../ports/host.ts";
import { isNamedArchive } from "./words/is_named_archive.ts";

/** What of the machine it takes. */
export type BundleHost = Pick<
  Host,
  "bundleFiles" | "findFile" | "readInput" | "makeScratch" | "unpackArchive"
>;

/** How a gzip file begins. */
const GZIP = [0x1f, 0x8b] as const;

/** Whether a path leads to an archive, by name and by content: the name tells beforehand what reading it takes. */
export async function isArchive({ findFile, readInput }: BundleHost, path: string): Promise<boolean> {
  if (!isNamedArchive(path) || await findFile(path) === null) return false;
  const bytes = await readInput(path);
  return GZIP.every((byte, index) => bytes[index] === byte);
}

/**
 * Does it with the folder, which of an archive is a copy that is gone afterwards.
 *
 * @throws HarnessError `recording/unreadable` for an archive that holds no bundle.
 */
export async function withBundle<T>(
  host: BundleHost,
  path: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (!await isArchive(host, path)) return await work(await host.bundleFiles.resolve(path) ?? path);
  const scratch = await host.makeScratch();
  try {
    return await work(await host.unpackArchive(path, scratch.folder));
  } finally {
    await scratch.remove();
  }
}
