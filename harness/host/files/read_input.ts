// Files and standard input that a person names on the command line.
import { HarnessError } from "../../model/harness_error.ts";

/**
 * Bytes of a file, or of standard input for `-`.
 *
 * @throws HarnessError `parse/input-unreadable`.
 */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    if (path !== "-") return await Deno.readFile(path);
    return new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer());
  } catch (error) {
    throw new HarnessError("parse/input-unreadable", `Cannot read "${path}": ${String(error)}`, {
      hint: "Give a file that you may read, or - for standard input",
      cause: error,
    });
  }
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
