// A command line for which, and for it alone, some paths are something else: in a namespace of mounts of its own, which
// ends with it. Linux only, and not everybody may make one.
import { MAIN } from "./run_bmverify.ts";

/** Why no such namespace can be made here, to go behind the name of a test; empty where it can. */
export const NO_PRIVATE_MOUNTS: string = canMount() ? "" : " (ignored: no private mounts for this user)";

function canMount(): boolean {
  if (Deno.build.os !== "linux") return false;
  const args = ["--mount", "sh", "-c", "mount -t tmpfs -o size=4k tmpfs /mnt"];
  try {
    return new Deno.Command("unshare", { args, stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    // The system has no such program.
    return false;
  }
}

/** Starts the command line after a line of shell that mounts what is to be seen by it alone. */
export function startWithMounts(mounts: string, words: readonly string[]): Deno.ChildProcess {
  return new Deno.Command("unshare", {
    args: ["--mount", "sh", "-c", `${mounts} && exec "$0" "$@"`, MAIN, ...words],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}
