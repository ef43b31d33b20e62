// Killing a whole process group: a child that is killed alone leaves its own children running.
import { kill } from "node:process";

/** A process of ours that leads a group of its own. */
export interface GroupLeader {
  readonly pid: number;
  /** It has ended and was waited for: from then on the system may give its number away. */
  readonly hasEnded: boolean;
}

/**
 * Sends SIGKILL to every process of the group it may signal; a group that is already gone is fine. Once the leader has
 * ended, a process that bears its number is somebody else's, and so is its group: then nothing is signalled. Without one
 * the number can only be of what our leader left behind.
 */
export function killProcessGroup({ pid, hasEnded }: GroupLeader): void {
  if (hasEnded && isThere(pid)) return;
  try {
    Deno.kill(-pid, "SIGKILL");
  } catch (error) {
    // macOS denies permission for a group whose processes have all ended but were not waited for yet.
    const isGone = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied;
    if (!isGone) throw error;
  }
}

/** Signal 0 reaches nobody; it only tells whether somebody is there. */
function isThere(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
