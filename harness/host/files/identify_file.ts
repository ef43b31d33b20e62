// What a program is, by its content: the place behind its links, and its digest.
import type { IdentifiedFile } from "../../ports/host.ts";
import { hashFile } from "./hash_file.ts";

/** Reads it once; null when it is no file or cannot be read. */
export async function identifyFile(path: string): Promise<IdentifiedFile | null> {
  try {
    const realPath = await Deno.realPath(path);
    return { realPath, sha256: await hashFile(realPath) };
  } catch {
    return null;
  }
}
