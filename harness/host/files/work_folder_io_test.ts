import { assertEquals, assertMatch } from "@std/assert";
import { newWorkFolder, removeWorkFolder, WORK_FOLDER_NAME } from "./work_folder.ts";

Deno.test("removeWorkFolder() removes a folder of a workload, and nothing that only stands where one was", async () => {
  const above = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-work-" }));
  const own = Deno.uid();
  try {
    const folder = newWorkFolder(above);
    assertMatch(folder, WORK_FOLDER_NAME);
    await Deno.mkdir(`${folder}/deep/er`, { recursive: true });
    await Deno.writeTextFile(`${above}/precious`, "precious");
    await Deno.symlink(above, `${folder}/deep/link`);
    assertEquals((await removeWorkFolder(folder, (own ?? 0) + 1)).kind, "left", "of somebody else");
    assertEquals(await removeWorkFolder(folder, own), { kind: "removed", otherNames: 0 });
    assertEquals(await removeWorkFolder(folder, own), { kind: "absent" });
    await Deno.mkdir(`${above}/other`);
    assertEquals((await removeWorkFolder(`${above}/other`, own)).kind, "left", "of another name");
    await Deno.symlink(`${above}/other`, folder);
    assertEquals((await removeWorkFolder(folder, own)).kind, "left", "a link");
    await Deno.remove(folder);
    await Deno.writeTextFile(folder, "");
    assertEquals((await removeWorkFolder(folder, own)).kind, "left", "a file");
    assertEquals(await Deno.readTextFile(`${above}/precious`), "precious");
  } finally {
    await Deno.remove(above, { recursive: true });
  }
});
