// What a program is, by its content: the place behind its links, and its digest.
import { createHash } from "node:crypto";
import type { IdentifiedFile } from "../../ports/host.ts";

/** Reads it once, whole; null when it is no file or cannot be read. */
export async function identifyFile(path: string): Promise<IdentifiedFile | null> {
  try {
    const realPath = await Deno.realPath(path);
    const hash = createHash("sha256");
    const file = await Deno.open(realPath);
    for await (const piece of file.readable) hash.update(piece);
    return { realPath, sha256: hash.digest("hex") };
  } catch {
    return null;
  }
}
