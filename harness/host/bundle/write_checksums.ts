// `SHA256SUMS` of a bundle, in the format that `sha256sum --check` and `shasum -a 256 --check` read.
import { CHECKSUMS_FILE } from "../../ports/bundle_files.ts";
import { writeFileWhole } from "../files/write_file_whole.ts";

/** What the Finder and copies to foreign volumes leave in any folder: no part of a bundle, and no change of one. */
const LEFT_BY_THE_SYSTEM = /^(?:\.DS_Store|\._.*)$/;

/** Hashes every file below `folder` but the list itself and writes the list, sorted by path. */
export async function writeChecksums(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const path of await filesBelow(folder)) {
    if (path === CHECKSUMS_FILE) continue;
    lines.push(`${await sha256(`${folder}/${path}`)}  ${path}`);
  }
  await writeFileWhole(`${folder}/${CHECKSUMS_FILE}`, `${lines.join("\n")}\n`);
}

/** Paths of all files of a bundle below `folder`, relative to it, sorted. */
export async function filesBelow(folder: string, prefix = ""): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(`${folder}/${prefix}`)) {
    if (isDirectory) paths.push(...await filesBelow(folder, `${prefix}${name}/`));
    if (isFile && !LEFT_BY_THE_SYSTEM.test(name)) paths.push(`${prefix}${name}`);
  }
  return paths.sort();
}

/** SHA-256 of a file in lower-case hex. */
export async function sha256(path: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
  return new Uint8Array(digest).toHex();
}
