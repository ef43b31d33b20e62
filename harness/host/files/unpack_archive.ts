// A recording or another bundle that somebody sent, from its archive to a folder. Nothing in it is believed: only regular files are taken,
// no name leads out of the folder, and a small archive cannot fill a disk.
import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
// @ts-types="@types/tar-stream"
import { extract } from "tar-stream";
import { HarnessError } from "../../model/harness_error.ts";
import { printableLine } from "../../model/text/printable.ts";
import { readUpTo } from "./read_input.ts";
import { SafeWriter } from "./safe_writer.ts";

const LARGEST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 10_000;
const PART = /^[\w][\w.-]{0,120}$/;

/**
 * Unpacks a `.tar.gz` with one folder in it to `place`, which is made, and gives the path of that folder.
 *
 * @throws HarnessError `recording/unreadable`; what was unpacked until then is left in `place`.
 */
export async function unpackArchive(path: string, place: string): Promise<string> {
  const refuse = (why: string, cause?: unknown): HarnessError =>
    new HarnessError("recording/unreadable", printableLine(`Cannot read the archive "${path}": ${why}`), {
      hint: 'Give the .tar.gz that "bmverify record" or "report --archive" wrote, whole',
      cause,
    });
  let tar: Uint8Array;
  try {
    using file = await Deno.open(path);
    tar = gunzipSync(await readUpTo(file, LARGEST_BYTES), { maxOutputLength: LARGEST_BYTES });
  } catch (error) {
    throw refuse(String(error), error);
  }
  const archive = extract();
  archive.end(Buffer.from(tar));
  let root: string | null = null;
  const files = new Map<string, Uint8Array>();
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      const parts = name.split("/");
      const [first = ""] = parts;
      if (type !== "file" || parts.length < 2 || !parts.every((part) => PART.test(part))) {
        throw refuse(`it holds "${name}", which no bundle has`);
      }
      root ??= first;
      if (first !== root || files.size >= MOST_FILES) throw refuse("it is no single bundle");
      if (files.has(name)) throw refuse(`it holds "${name}" twice`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk);
      files.set(name, Buffer.concat(chunks));
    }
    await Deno.mkdir(place, { recursive: true, mode: 0o700 });
    const writer = new SafeWriter(place);
    for (const [name, bytes] of files) await writer.write(name, bytes);
  } catch (error) {
    throw error instanceof HarnessError ? error : refuse(String(error), error);
  }
  if (root === null) throw refuse("it is empty");
  return `${place}/${root}`;
}
