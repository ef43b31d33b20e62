// Files and standard input that a person names on the command line.
import { HarnessError } from "../../model/harness_error.ts";

const FIRST_BYTES = 64 * 1024;
/** Larger than anything that is given to be read: pasted sessions, profiles, archives of a run. */
const LARGEST_INPUT_BYTES = 256 * 1024 * 1024;

/**
 * Bytes of a file, or of standard input for `-`.
 *
 * @throws HarnessError `parse/input-unreadable`.
 */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return path === "-" ? await readUpTo(Deno.stdin, LARGEST_INPUT_BYTES) : await readNamed(path);
  } catch (error) {
    throw new HarnessError("parse/input-unreadable", `Cannot read "${path}": ${String(error)}`, {
      hint: "Give a file that you may read, or - for standard input",
      cause: error,
    });
  }
}

/** A pipe of the shell is a file as well; what never ends is not read to its end. */
async function readNamed(path: string): Promise<Uint8Array> {
  using file = await Deno.open(path);
  return await readUpTo(file, LARGEST_INPUT_BYTES);
}

/**
 * All that comes, in one piece.
 *
 * @throws RangeError when there is more than `most` bytes; what is held until then is no more than twice that.
 */
export async function readUpTo(
  source: { read(into: Uint8Array): Promise<number | null> },
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(FIRST_BYTES);
  let length = 0;
  for (;;) {
    // Twice as much each time: however small the pieces are that come, no more is held than twice of all.
    if (length === bytes.length) bytes = enlarged(bytes, Math.min(2 * length, most + 1));
    const count = await source.read(bytes.subarray(length));
    if (count === null) return bytes.subarray(0, length);
    length += count;
    if (length > most) throw new RangeError(`It has more than ${most} bytes`);
  }
}

function enlarged(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}

/** Absolute path of a file (links are kept); null when there is none. */
export async function findFile(path: string): Promise<string | null> {
  const absolute = path.startsWith("/") ? path : `${Deno.cwd()}/${path}`;
  const info = await Deno.stat(absolute).catch(() => null);
  return info?.isFile === true ? absolute : null;
}

/** Resolves when `signal` aborts or when standard input, if it is a pipe, ends. */
export async function waitForEnd(signal: AbortSignal): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const ends = Deno.stdin.isTerminal() ? [aborted] : [aborted, endOfInput()];
  await Promise.race(ends);
}

async function endOfInput(): Promise<void> {
  const scratch = new Uint8Array(1024);
  while (await Deno.stdin.read(scratch) !== null);
}
