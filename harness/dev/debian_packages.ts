// Programs that tests need and that Debian has: found, or put there when root may do so. Elsewhere the tests that need
// them are ignored and say so.

/** Whether this is a Debian on which packages can be had. */
export async function isDebianRoot(): Promise<boolean> {
  return Deno.build.os === "linux" && Deno.uid() === 0 && await isPresent("/etc/debian_version");
}

/** Whether there is a file at a path. */
export async function isPresent(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isFile }) => isFile, () => false);
}

/** Runs `apt-get`, waiting for others who use it. Throws with its own words when it fails. */
export async function aptGet(args: readonly string[], cwd = "/"): Promise<void> {
  const { success, stderr } = await new Deno.Command("apt-get", {
    args: ["-o", "DPkg::Lock::Timeout=120", ...args],
    cwd,
    env: { DEBIAN_FRONTEND: "noninteractive" },
    stdin: "null",
  }).output();
  if (!success) throw new Error(`Cannot get a Debian package: ${new TextDecoder().decode(stderr)}`);
}
