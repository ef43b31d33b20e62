// Where files go that do not outlive a command.
import { findOpenStep } from "../files/find_open_step.ts";

/** Only root and whoever made an entry can replace it there, on every system. */
const SHARED = "/tmp";
const ROOT_ALONE: ReadonlySet<number> = new Set([0]);

/**
 * The temporary folder. Of root's environment it is taken only where nobody else could give it another content between
 * two steps: programs start from what is made there.
 */
export function temporaryFolder(): string {
  const named = Deno.env.get("TMPDIR") ?? "";
  if (!named.startsWith("/")) return SHARED;
  return Deno.uid() !== 0 || isRootsAlone(named) ? named : SHARED;
}

function isRootsAlone(folder: string): boolean {
  try {
    return findOpenStep(folder, ROOT_ALONE) === null;
  } catch {
    return false;
  }
}
