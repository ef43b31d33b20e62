// The digest of a file however large it is: what a run sampled may be hundreds of megabytes.
import { createHash } from "node:crypto";
import { filePieces } from "./file_pieces.ts";

/** SHA-256 of a file in lower-case hex, read piece by piece. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of filePieces(path)) hash.update(piece);
  return hash.digest("hex");
}
