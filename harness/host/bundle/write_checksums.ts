// `SHA256SUMS` of a bundle, in the format that `sha256sum --check` and `shasum -a 256 --check` read.
import { CHECKSUMS_FILE, UNLISTED_FILES } from "../../ports/bundle_files.ts";
import { hashFile } from "../files/hash_file.ts";
import type { SafeWriter } from "../files/safe_writer.ts";

/** What the Finder and copies to foreign volumes leave in any folder: no part of a bundle, and no change of one. */
const LEFT_BY_THE_SYSTEM = /^(?:\.DS_Store|\._.*)$/;

/** Hashes every file below `folder` but the list itself and its signature, and writes the list there, sorted by path. */
export async function writeChecksums(folder: string, writer: SafeWriter): Promise<void> {
  const lines: string[] = [];
  for (const path of await filesBelow(folder)) {
    if (UNLISTED_FILES.has(path)) continue;
    lines.push(`${await hashFile(`${folder}/${path}`)}  ${path}`);
  }
  await writer.write(CHECKSUMS_FILE, `${lines.join("\n")}\n`);
}

/** Paths of all files of a bundle below `folder`, relative to it, sorted. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await entriesBelow(folder, "");
  return found.flatMap(({ path, isFile }) => isFile ? [path] : []).sort();
}

/** Paths of what is neither file nor folder below `folder`: links, pipes, sockets, devices. Sorted. */
export async function irregularBelow(folder: string): Promise<readonly string[]> {
  const found = await entriesBelow(folder, "");
  return found.flatMap(({ path, isFile }) => isFile ? [] : [path]).sort();
}

async function entriesBelow(
  folder: string,
  prefix: string,
): Promise<readonly { readonly path: string; readonly isFile: boolean }[]> {
  const found = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(`${folder}/${prefix}`)) {
    if (isDirectory) found.push(...await entriesBelow(folder, `${prefix}${name}/`));
    else if (!isFile || !LEFT_BY_THE_SYSTEM.test(name)) found.push({ path: `${prefix}${name}`, isFile });
  }
  return found;
}
