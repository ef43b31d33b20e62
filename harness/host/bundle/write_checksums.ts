// `SHA256SUMS` of a bundle, in the format that `sha256sum --check` and `shasum -a 256 --check` read.
import { CHECKSUMS_FILE, type OddEntry, UNLISTED_FILES } from "../../ports/bundle_files.ts";
import type { SafeWriter } from "../files/safe_writer.ts";
import { hashStored, oddityOf } from "./stored_file.ts";
import { incompleteBundle } from "./unreadable_bundle.ts";

/** What the Finder and copies to foreign volumes leave in any folder: no part of a bundle, and no change of one. */
const LEFT_BY_THE_SYSTEM = /^(?:\.DS_Store|\._.*)$/;

/** Hashes every file below `folder` but the list itself and its signature, and writes the list there, sorted by path. */
export async function writeChecksums(folder: string, writer: SafeWriter): Promise<void> {
  const lines: string[] = [];
  for (const path of await filesBelow(folder)) {
    if (UNLISTED_FILES.has(path)) continue;
    lines.push(`${await hashStored(folder, path)}  ${path}`);
  }
  await writer.write(CHECKSUMS_FILE, `${lines.join("\n")}\n`);
}

/** Paths of all files of a bundle below `folder`, relative to it, sorted. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await entriesBelow(folder);
  return found.flatMap(({ path, oddity }) => oddity === null ? [path] : []).sort();
}

/** What lies below `folder` and is none of what a run leaves: links, pipes, sockets, devices and the like. Sorted. */
export async function oddBelow(folder: string): Promise<readonly OddEntry[]> {
  const found = await entriesBelow(folder);
  return found.flatMap(({ path, oddity }) => oddity === null ? [] : [{ path, why: oddity }])
    .sort((one, other) => one.path < other.path ? -1 : 1);
}

/** Most files that are looked at; a run of a day has a tenth of them. */
const MOST_ENTRIES = 50_000;
/** A bundle has one folder in it. */
const DEEPEST = 4;

async function entriesBelow(
  folder: string,
): Promise<readonly { readonly path: string; readonly oddity: string | null }[]> {
  const found: { readonly path: string; readonly oddity: string | null }[] = [];
  const look = async (prefix: string, depth: number): Promise<void> => {
    if (depth > DEEPEST) throw incompleteBundle(folder, `"${prefix}" lies deeper than any run makes folders`);
    for await (const { name, isDirectory, isFile } of Deno.readDir(`${folder}/${prefix}`)) {
      const path = `${prefix}${name}`;
      if (found.length >= MOST_ENTRIES) {
        throw incompleteBundle(folder, `it has more than ${MOST_ENTRIES} files`);
      }
      if (isDirectory) await look(`${path}/`, depth + 1);
      else if (!isFile || !LEFT_BY_THE_SYSTEM.test(name)) {
        found.push({ path, oddity: oddityOf(path, await Deno.lstat(`${folder}/${path}`)) });
      }
    }
  };
  await look("", 0);
  return found;
}
