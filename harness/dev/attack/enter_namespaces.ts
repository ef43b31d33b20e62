// Starts a program once more in user, mount and process namespaces of its own, where it is root of users that are nobody
// outside, and has a `/tmp` and a state folder of its own.
const INSIDE = "ARENA_OF_BMVERIFY";
/** Whoever makes a namespace of users says who is in it, once it is there: root and all others, each as who he is. */
const SAY_WHO = [
  'until [ "$(readlink /proc/$1/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do sleep 0.02; done',
  "for map in uid_map gid_map; do echo 0 0 65536 > /proc/$1/$map || exit 1; done",
].join("; ");
const PLACES = ["/tmp", "/var/lib"];

/** Runs `main` inside, whoever called; gives its exit code. Needs root on Linux. */
export async function enterNamespaces(
  program: string,
  words: readonly string[],
  main: (words: readonly string[]) => Promise<number>,
): Promise<number> {
  if (Deno.env.get(INSIDE) !== undefined) return await main(words);
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) {
    throw new TypeError("Cannot make namespaces: this needs root on Linux");
  }
  const mounts = PLACES.map((place) =>
    `mount -t tmpfs -o mode=${place === "/tmp" ? 1777 : 755} tmpfs ${place}`
  );
  const script = `read -r go && exec unshare --mount --pid --fork --mount-proc sh -c '${
    mounts.join(" && ")
  } && exec "$@"' sh "$@"`;
  // Everything is allowed inside: an attacker looks into /proc, which the runtime gives to nobody with less.
  const child = new Deno.Command("unshare", {
    args: [
      ...["--user", "sh", "-c", script, "sh", Deno.execPath(), "run", "--quiet", "--no-prompt", "--no-check"],
      ...["--lock=harness/dev/deno.lock", "--allow-all", program, ...words],
    ],
    env: { [INSIDE]: "1" },
    stdin: "piped",
  }).spawn();
  const { success } = await new Deno.Command("sh", { args: ["-c", SAY_WHO, "sh", String(child.pid)] })
    .output();
  if (!success) throw new Error("Cannot say who is in the namespace: the system does not let it");
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("go\n"));
  await writer.close();
  return (await child.status).code;
}
