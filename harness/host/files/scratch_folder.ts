// A folder of its own for what is only in the making.
import { HarnessError } from "../../model/harness_error.ts";
import type { ScratchFolder } from "../../ports/host.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/**
 * Makes one, readable by its owner only.
 *
 * @throws HarnessError `output/not-writable`.
 */
export async function makeScratch(): Promise<ScratchFolder> {
  try {
    const folder = await Deno.realPath(
      await Deno.makeTempDir({ dir: temporaryFolder(), prefix: "bmverify-" }),
    );
    return { folder, remove: () => Deno.remove(folder, { recursive: true }) };
  } catch (error) {
    throw new HarnessError("output/not-writable", `Cannot make a temporary folder: ${String(error)}`, {
      hint: "Set TMPDIR to a folder that you may write to",
      cause: error,
    });
  }
}
