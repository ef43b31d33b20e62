// The one way in which files of a stored bundle are opened. It may come from anybody: only regular files are read, by no
// link on the way below its folder and under no second name, and never more of one at a time than a run could have written.
import { createHash } from "node:crypto";
import { HarnessError } from "../../model/harness_error.ts";
import { incompleteBundle } from "./unreadable_bundle.ts";

const MIB = 1024 * 1024;
/** One output of the agent is cut at 16 MiB; redacted, it may be longer. */
export const LARGEST_EVIDENCE_BYTES = 64 * MIB;
/** Of any other file that is read as a whole. Samples are read in pieces, however many there are. */
export const LARGEST_FILE_BYTES = 256 * MIB;
/** Of one line, whatever the file. */
export const LONGEST_LINE = 16 * MIB;
const PIECE_BYTES = 64 * 1024;

/** Why something is none of what a run leaves; null for what is like it. */
export function oddityOf(path: string, { isFile, nlink, size }: Deno.FileInfo): string | null {
  if (!isFile) return "is neither a file nor a folder";
  if ((nlink ?? 1) > 1) return "has a second name elsewhere, a hard link";
  const isEvidence = path.startsWith("evidence/") && !path.endsWith(".ndjson");
  return isEvidence && size > LARGEST_EVIDENCE_BYTES ? `is of ${size} bytes` : null;
}

/** Its size in bytes. @throws HarnessError `bundle/incomplete` for what cannot be read. */
export async function sizeOfStored(folder: string, path: string): Promise<number> {
  using file = await openStored(folder, path);
  return (await file.stat()).size;
}

/** All of a file. @throws HarnessError `bundle/incomplete`, also for one that is too large. */
export async function readStored(folder: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  using file = await openStored(folder, path);
  const { size } = await file.stat();
  if (size > LARGEST_FILE_BYTES) throw incompleteBundle(folder, `"${path}" is of ${size} bytes`);
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const count = await readNext(file, bytes.subarray(filled), { folder, path });
    if (count === null) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** A file piece by piece, in one buffer: each piece is good until the next is asked for. @throws HarnessError as above. */
export async function* piecesOf(folder: string, path: string): AsyncIterable<Uint8Array> {
  using file = await openStored(folder, path);
  const buffer = new Uint8Array(PIECE_BYTES);
  const next = () => readNext(file, buffer, { folder, path });
  for (let count = await next(); count !== null; count = await next()) yield buffer.subarray(0, count);
}

/** The same as text. @throws HarnessError as above, also for a line that is too long to be kept. */
export async function* textPiecesOf(folder: string, path: string): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let lineLength = 0;
  for await (const piece of piecesOf(folder, path)) {
    const text = decoder.decode(piece, { stream: true });
    const lineStart = text.lastIndexOf("\n") + 1;
    lineLength = text.length - lineStart + (lineStart === 0 ? lineLength : 0);
    if (lineLength > LONGEST_LINE) {
      throw incompleteBundle(folder, `"${path}" has a line of more than ${LONGEST_LINE} characters`);
    }
    yield text;
  }
}

/** SHA-256 of a file in lower-case hex; of its size nothing is held. @throws HarnessError as above. */
export async function hashStored(folder: string, path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of piecesOf(folder, path)) hash.update(piece);
  return hash.digest("hex");
}

async function readNext(
  file: Deno.FsFile,
  into: Uint8Array,
  { folder, path }: { readonly folder: string; readonly path: string },
): Promise<number | null> {
  try {
    return await file.read(into);
  } catch (error) {
    throw incompleteBundle(folder, `"${path}" cannot be read: ${String(error)}`, error);
  }
}

async function openStored(folder: string, path: string): Promise<Deno.FsFile> {
  const refuse = (why: string, cause?: unknown): HarnessError =>
    incompleteBundle(folder, `"${path}" ${why}`, cause);
  try {
    const parts = path.split("/");
    for (const nth of parts.keys().drop(1)) {
      const above = `${folder}/${parts.slice(0, nth).join("/")}`;
      if (!(await Deno.lstat(above)).isDirectory) throw refuse("lies behind what is no folder");
    }
    const looked = await Deno.lstat(`${folder}/${path}`);
    const odd = oddityOf(path, looked);
    if (odd !== null) throw refuse(odd);
    const file = await Deno.open(`${folder}/${path}`);
    const { ino, dev } = await file.stat();
    if (ino === looked.ino && dev === looked.dev) return file;
    file.close();
    throw refuse("was replaced while it was opened");
  } catch (error) {
    throw error instanceof HarnessError ? error : refuse(`cannot be read: ${String(error)}`, error);
  }
}
