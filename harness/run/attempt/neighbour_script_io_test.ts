import { assert, assertEquals } from "@std/assert";
import { neighbourScript } from "./neighbour_script.ts";

/** A process that has ended and that nobody has asked for its end yet is not alive. */
async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", `${pid}`] }).output();
  return /^[^Z]/.test(new TextDecoder().decode(stdout).trim());
}

Deno.test("neighbourScript() ends after its parent was killed, long before its time", async () => {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-neighbour-" });
  try {
    const path = `${folder}/neighbour.sh`;
    await Deno.writeTextFile(path, neighbourScript(600).join("\n"));
    // A shell stands for the harness: it tells the number of its child and is killed.
    const parent = new Deno.Command("/bin/bash", {
      args: ["-c", `/bin/bash ${path} >/dev/null 2>&1 & echo $!; wait`],
      stdout: "piped",
    }).spawn();
    const reader = parent.stdout.getReader();
    const { value } = await reader.read();
    const pid = Number(new TextDecoder().decode(value));
    assert(await isAlive(pid));
    parent.kill("SIGKILL");
    await parent.status;
    await reader.cancel();
    // It looks once a second; the limit only keeps a script that never ends from hanging the suite.
    const limit = performance.now() + 60_000;
    while (await isAlive(pid) && performance.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assertEquals(await isAlive(pid), false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
