// What nobody else may know, from a file of whoever started us or from standard input.
import { HarnessError } from "../../model/harness_error.ts";
import { readUpTo } from "./read_input.ts";

const LARGEST_BYTES = 64 * 1024;
const FOR_OTHERS = 0o077;

/**
 * The text of a file that only its owner can read, this user or root; of standard input for `-`. What it holds is never
 * part of a message.
 *
 * @throws HarnessError `report/credentials-unusable`.
 */
export async function readSecret(path: string): Promise<string> {
  const refuse = (why: string, hint: string): HarnessError =>
    new HarnessError("report/credentials-unusable", `Cannot use the credentials in "${path}": ${why}`, {
      hint,
    });
  try {
    if (path === "-") return decode(await readUpTo(Deno.stdin, LARGEST_BYTES));
    using file = await Deno.open(path);
    const { isFile, mode, uid } = await file.stat();
    if (!isFile) throw refuse("it is no file", "Name a file, or - for standard input");
    if (uid !== 0 && uid !== Deno.uid()) {
      throw refuse("it belongs to somebody else", "Name a file of your own");
    }
    if (((mode ?? 0) & FOR_OTHERS) !== 0) {
      throw refuse("others may read or write it", `Take that from them with "chmod 600 ${path}"`);
    }
    return decode(await readUpTo(file, LARGEST_BYTES));
  } catch (error) {
    throw error instanceof HarnessError ? error : refuse(String(error), "Name a file that you may read");
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
