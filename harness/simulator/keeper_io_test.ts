// What keeper.sh does on macOS, where a process bears the name of its file, not that of a symbolic link to it.
import { assertEquals } from "@std/assert";
import { firstLine } from "./processes/handshake.ts";

const KEEPER = decodeURIComponent(new URL("./keeper.sh", import.meta.url).pathname);
const NAMES = ["wdavdaemon", "wdavdaemon_enterprise", "wdavdaemon_unprivileged"];

/** Runs the keeper with a small program for the runtime and, before those of the system, the tools that are given. */
async function namedFiles(tools: Readonly<Record<string, string>>): Promise<
  { readonly runtime: Deno.FileInfo; readonly named: readonly Deno.FileInfo[]; readonly isGone: boolean }
> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-keeper-" }));
  const program = (name: string, lines: string) =>
    Deno.writeTextFile(`${folder}/${name}`, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  await program("runtime", "exit 0");
  for (const [name, lines] of Object.entries(tools)) await program(name, lines);
  const keeper = new Deno.Command("/bin/sh", {
    args: [KEEPER, `${folder}/runtime`, folder, "healthy-ga", "1000", "{}"],
    env: { PATH: `${folder}:${Deno.env.get("PATH")}`, TMPDIR: folder },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const root = await firstLine(keeper.stdout) ?? "";
  await keeper.stdout.cancel();
  const settled = async (name: string): Promise<Deno.FileInfo> => {
    const runtime = await Deno.stat(`${folder}/runtime`);
    for (let tries = 0; tries < 1000; tries++) {
      const file = await Deno.lstat(`${root}/sbin/${name}`).catch(() => null);
      if (file?.size === runtime.size || file?.isSymlink === true) return file;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`There is no "${name}"`);
  };
  const named = await Promise.all(NAMES.map(settled));
  const runtime = await Deno.stat(`${folder}/runtime`);
  await keeper.stdin.close();
  await keeper.status;
  const isGone = await Deno.stat(root).then(() => false, () => true);
  await Deno.remove(folder, { recursive: true });
  return { runtime, named, isGone };
}

Deno.test("keeper.sh gives the runtime more names on macOS, and copies it only where it cannot", async () => {
  const macos = { uname: "echo Darwin" };
  const linked = await namedFiles(macos);
  assertEquals(linked.named.map(({ ino }) => ino), NAMES.map(() => linked.runtime.ino));
  const copied = await namedFiles({ ...macos, ln: "exit 1" });
  assertEquals(copied.named.map(({ isFile, ino }) => isFile && ino !== copied.runtime.ino), [
    true,
    true,
    true,
  ]);
  assertEquals([linked.isGone, copied.isGone], [true, true]);
});
