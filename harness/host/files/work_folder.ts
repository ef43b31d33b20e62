// Folders that workloads work in: their names, by which they are known again, and how one that was left is removed.
import { HarnessError } from "../../model/harness_error.ts";
import type { Removal } from "../../ports/trigger_runner.ts";

/** The end of the path of one, with the random part that each has: nothing else is removed, whatever a journal says. */
export const WORK_FOLDER_NAME = /^\/(?:.*\/)?bmverify-workload-[0-9a-f]{16}$/;

/** A path below `parent` that nobody can foresee. */
export function newWorkFolder(parent: string): string {
  const random = crypto.getRandomValues(new Uint8Array(8)).toHex();
  return `${parent.replace(/\/+$/, "")}/bmverify-workload-${random}`;
}

/**
 * Removes it with all that is in it. Whoever owns the folder above may have put something else there: a link is not
 * followed, and what belongs to somebody else is left.
 *
 * @throws HarnessError `trigger/removal-failed`.
 */
export async function removeWorkFolder(path: string, userId: number | null): Promise<Removal> {
  try {
    const { isDirectory, uid } = await Deno.lstat(path);
    if (!WORK_FOLDER_NAME.test(path)) {
      return { kind: "left", why: "no workload works in a folder of that name" };
    }
    if (!isDirectory) return { kind: "left", why: "it is no folder" };
    if (uid !== userId) return { kind: "left", why: `it belongs to another user (${uid})` };
    await Deno.remove(path, { recursive: true });
    return { kind: "removed", otherNames: 0 };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "absent" };
    throw new HarnessError("trigger/removal-failed", `Cannot remove the folder "${path}": ${String(error)}`, {
      hint: `Remove it with "sudo rm -r ${path}"`,
      cause: error,
    });
  }
}
