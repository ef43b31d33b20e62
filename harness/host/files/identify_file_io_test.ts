import { assertEquals } from "@std/assert";
import { identifyFile } from "./identify_file.ts";

Deno.test("identifyFile() gives the digest of what a link leads to, and nothing for what is no file", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await Deno.writeTextFile(`${folder}/program`, "abc");
    await Deno.symlink(`${folder}/program`, `${folder}/link`);
    assertEquals(await identifyFile(`${folder}/link`), {
      realPath: `${folder}/program`,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
    assertEquals(await identifyFile(`${folder}/none`), null);
    assertEquals(await identifyFile(folder), null);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
