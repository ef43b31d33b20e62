import { assert, assertEquals } from "@std/assert";
import { WORKLOADS } from "./catalogue.ts";

async function bash(
  script: string,
  folder: string,
): Promise<{ readonly code: number; readonly said: string }> {
  const { code, stdout, stderr } = await new Deno.Command("bash", { args: ["-c", script], cwd: folder })
    .output();
  return { code, said: new TextDecoder().decode(code === 0 ? stdout : stderr).trim() };
}

async function present(tools: readonly string[]): Promise<string | null> {
  for (const tool of tools) {
    const { code, said } = await bash(`command -v ${tool}`, "/");
    if (code === 0) return said;
  }
  return null;
}

for (const workload of WORKLOADS) {
  const tool = await present(workload.tools);
  Deno.test({
    name: `workload "${workload.id}" does all of its work, twice, and leaves nothing behind`,
    ignore: workload.tools.length > 0 && tool === null,
    async fn() {
      const scripts = workload.scripts({ seed: 5, scale: 0.2, tool });
      if (scripts === null) return assertEquals(workload.id, "idle");
      const folder = await Deno.makeTempDir();
      if (scripts.prepare !== null) assertEquals(await bash(scripts.prepare, folder), { code: 0, said: "" });
      const before = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
      for (let repeat = 0; repeat < 2; repeat++) {
        assertEquals(await bash(scripts.act, folder), { code: 0, said: scripts.answer });
        if (scripts.reset !== null) assertEquals(await bash(scripts.reset, folder), { code: 0, said: "" });
      }
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), before);
      await Deno.remove(folder, { recursive: true });
    },
  });
}

Deno.test("a workload whose work was not done gives another answer or fails", async () => {
  for (const workload of WORKLOADS) {
    const scripts = workload.scripts({ seed: 5, scale: 0.2, tool: "/bin/false" });
    if (scripts?.prepare === null || scripts === null) continue;
    const folder = await Deno.makeTempDir();
    const { code, said } = await bash(scripts.act, folder);
    assert(code !== 0 || said !== scripts.answer, workload.id);
    await Deno.remove(folder, { recursive: true });
  }
});
