import { assertEquals, assertMatch } from "@std/assert";
import { SystemClock } from "../system/system_clock.ts";
import { ZxWorkloadRunner } from "./zx_workload_runner.ts";

Deno.test("ZxWorkloadRunner works in the folder that it made, and not in one that was put in its place", async () => {
  const runner = new ZxWorkloadRunner(new SystemClock());
  const above = await Deno.makeTempDir();
  const folder = await runner.makeFolder(above, async () => {});
  const run = (script: string) =>
    runner.run({ script, folder, timeoutMs: 60_000, signal: new AbortController().signal });
  try {
    assertEquals((await run('echo "$#" > here; cat here')).stdout, "0\n");
    await Deno.rename(folder, `${above}/moved`);
    await Deno.mkdir(`${above}/elsewhere`);
    await Deno.symlink(`${above}/elsewhere`, folder);
    const { exitCode, stderr } = await run("echo harm > here");
    assertEquals(exitCode, 97);
    assertMatch(stderr, /was replaced/);
    assertEquals(await namesIn(`${above}/elsewhere`), []);
    await runner.removeFolder(folder);
    assertEquals(await namesIn(above), ["elsewhere", "moved"]);
  } finally {
    await Deno.remove(above, { recursive: true });
  }
});

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.sort();
}
