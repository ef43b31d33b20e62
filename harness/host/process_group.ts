// Killing a whole process group: a child that is killed alone leaves its own children running.

/** Sends SIGKILL to every process of the group; a group that is already gone is fine. */
export function killProcessGroup(processGroup: number): void {
  try {
    Deno.kill(-processGroup, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
