// The `latest` link beside the bundles.
import { HarnessError } from "../../model/harness_error.ts";

/**
 * Makes `link` a symbolic link to `target` (relative), replacing an older link in one step.
 *
 * @throws HarnessError `output/not-writable`.
 */
export async function pointTo(link: string, target: string): Promise<void> {
  const temporary = `${link}.${target}`;
  try {
    await Deno.symlink(target, temporary, { type: "dir" });
    await Deno.rename(temporary, link);
  } catch (error) {
    await Deno.remove(temporary).catch(() => undefined);
    throw new HarnessError("output/not-writable", `Cannot point "${link}" to the run: ${String(error)}`, {
      hint: `Look at it with "ls -ld ${link}" and move it away`,
      cause: error,
    });
  }
}
