// The `latest` link beside the bundles.
import { lchown } from "node:fs/promises";
import { HarnessError } from "../../model/harness_error.ts";
import type { FileOwner } from "../files/give_to.ts";

/**
 * Makes `link` a symbolic link to `target` (relative), replacing an older link in one step. `owner` gets the link.
 *
 * @throws HarnessError `output/not-writable`.
 */
export async function pointTo(link: string, target: string, owner: FileOwner | null): Promise<void> {
  const temporary = `${link}.${target}`;
  try {
    await Deno.symlink(target, temporary, { type: "dir" });
    // Of the link itself: what it leads to has its owner already.
    if (owner !== null) await lchown(temporary, owner.uid, owner.gid);
    await Deno.rename(temporary, link);
  } catch (error) {
    await Deno.remove(temporary).catch(() => undefined);
    throw new HarnessError("output/not-writable", `Cannot point "${link}" to the run: ${String(error)}`, {
      hint: `Look at it with "ls -ld ${link}" and move it away`,
      cause: error,
    });
  }
}
