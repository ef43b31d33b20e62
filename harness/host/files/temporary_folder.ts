// Where files for a short time go. `sudo` may leave the TMPDIR of the person who called it: he could put something else
// in the place of whatever root makes and starts there.
import { findOpenStep } from "./find_open_step.ts";

/** Of root on every system, and sticky: whoever made something there is the only one who can replace it. */
const EVERYBODYS = "/tmp";

/** What is known of who asks. */
export interface TemporaryFolderRequest {
  /** What TMPDIR says; empty where it says nothing. */
  readonly named: string;
  /** Users who may own or change a folder on the way; null for an ordinary user, who can lose no more than his own. */
  readonly trusted: ReadonlySet<number> | null;
}

/** The folder that TMPDIR names where nobody else can replace what is made in it, `/tmp` otherwise. */
export function temporaryFolder({ named, trusted }: TemporaryFolderRequest = asked()): string {
  if (!named.startsWith("/")) return EVERYBODYS;
  if (trusted === null) return named;
  return isClosed(named, trusted) ? named : EVERYBODYS;
}

function isClosed(folder: string, trusted: ReadonlySet<number>): boolean {
  try {
    return findOpenStep(folder, trusted) === null;
  } catch {
    // It is not there.
    return false;
  }
}

function asked(): TemporaryFolderRequest {
  return { named: Deno.env.get("TMPDIR") ?? "", trusted: Deno.uid() === 0 ? new Set([0]) : null };
}
