// Who holds the lock of a device, as he notes it beside the lock.
import type { LockHolder } from "../../ports/state_store.ts";

/** Name of the note. */
export const HOLDER = "holder.json";

/** Who holds the lock, with the folder that he writes his scripts to. */
export type NotedHolder = LockHolder & { readonly folder: string };

/** Null when nobody holds the lock, or is just writing his name. */
export async function readHolder(home: string): Promise<NotedHolder | null> {
  try {
    if (!(await Deno.lstat(`${home}/${HOLDER}`)).isFile) return null;
    const { pid, runId, since, folder }: Partial<NotedHolder> = JSON.parse(
      await Deno.readTextFile(`${home}/${HOLDER}`),
    );
    if (typeof pid !== "number" || [runId, since, folder].some((text) => typeof text !== "string")) {
      return null;
    }
    return { pid, runId: runId ?? "", since: since ?? "", folder: folder ?? "" };
  } catch {
    return null;
  }
}
