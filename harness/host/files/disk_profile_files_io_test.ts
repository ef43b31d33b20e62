// Profiles on disk: read whole and no further than asked, and nothing is waited for.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { DiskProfileFiles } from "./disk_profile_files.ts";

Deno.test("DiskProfileFiles.read() reads up to a byte more than asked, and tells absence from what is no file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const files = new DiskProfileFiles({ trusted: null, owner: null, remedy: "" });
    const text = "x".repeat(100_000);
    await Deno.writeTextFile(`${folder}/large`, text);
    const whole = await files.read(`${folder}/large`, 200_000);
    const start = await files.read(`${folder}/large`, 10);
    assertEquals(whole.kind === "read" && new TextDecoder().decode(whole.bytes), text);
    assertEquals(start.kind === "read" && start.bytes.length, 11);
    assertEquals((await files.read(`${folder}/none`, 10)).kind, "absent");
    assertEquals((await files.read(`${folder}/large/below`, 10)).kind, "absent");
    // Opening a pipe waits until somebody writes into it.
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe`] }).output();
    for (const path of [`${folder}/pipe`, folder]) {
      const read = await files.read(path, 10);
      assertStringIncludes(read.kind === "unreadable" ? read.problem.message : read.kind, "it is no file");
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
