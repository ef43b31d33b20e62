// Killing a whole process group: a child that is killed alone leaves its own children running.

/** Sends SIGKILL to every process of the group it may signal; a group that is already gone is fine. */
export function killProcessGroup(processGroup: number): void {
  try {
    Deno.kill(-processGroup, "SIGKILL");
  } catch (error) {
    // macOS denies permission for a group whose processes have all ended but were not waited for yet.
    const isGone = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied;
    if (!isGone) throw error;
  }
}
