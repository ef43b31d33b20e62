// What a run says of itself beside the lock that it holds, for whoever is kept out by it.
import type { LockHolder } from "../../ports/state_store.ts";

/** Name of the file in the home of a device. */
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
