// A profile named on the command line, as bytes: from disk, or from standard input for `-`.
import { HarnessError } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import { MAX_PROFILE_BYTES } from "../../profile/words/limits.ts";
import type { ProfileFile } from "../../profile/read/read_profile.ts";

/** How standard input is named in findings. */
export const STDIN_NAME = "<stdin>";

/**
 * Reads a profile.
 *
 * @throws HarnessError `profile/unreadable`, `parse/input-unreadable`.
 */
export async function readProfileFile(
  host: Pick<Host, "readInput" | "profileFiles">,
  path: string,
): Promise<ProfileFile> {
  if (path === "-" || path === "/dev/stdin") return { name: STDIN_NAME, bytes: await host.readInput("-") };
  const read = await host.profileFiles.read(path, MAX_PROFILE_BYTES);
  if (read.kind === "read") return { name: path, bytes: read.bytes };
  if (read.kind === "unreadable") {
    const { code, message, hint } = read.problem;
    throw new HarnessError(code, message, { hint });
  }
  throw new HarnessError("profile/unreadable", `Cannot read "${path}": there is no such file`, {
    hint: "Give the path of a profile, or - for standard input",
  });
}
