import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { DiskBundleFiles } from "./disk_bundle_files.ts";

Deno.test("DiskBundleFiles lists the files of a bundle, and not what a file browser left there", async () => {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-files-" });
  try {
    await Deno.mkdir(`${folder}/evidence`);
    for (const path of ["events.ndjson", "evidence/1.txt", ".DS_Store", "evidence/._1.txt"]) {
      await Deno.writeTextFile(`${folder}/${path}`, "");
    }
    const files = new DiskBundleFiles({ trusted: null, owner: null, remedy: "" });
    assertEquals(await files.list(folder), ["events.ndjson", "evidence/1.txt"]);
    const notThere = await assertRejects(() => files.list(`${folder}/evidence`), HarnessError);
    assertEquals(notThere.code, "bundle/not-found");
    const gone = await assertRejects(() => files.hash(folder, "gone.txt"), HarnessError);
    assertEquals(gone.code, "bundle/incomplete");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("DiskBundleFiles appends to a file of the runner, and follows no link to another one", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const files = new DiskBundleFiles({ trusted: null, owner: null, remedy: "" });
    await Deno.writeTextFile(`${folder}/precious`, "precious");
    await Deno.symlink(`${folder}/precious`, `${folder}/link`);
    await Deno.symlink(`${folder}/none`, `${folder}/dangling`);
    for (const text of ["one ", "two"]) await files.append(`${folder}/summary`, text);
    assertEquals(await Deno.readTextFile(`${folder}/summary`), "one two");
    for (const name of ["link", "dangling"]) {
      const error = await assertRejects(() => files.append(`${folder}/${name}`, "x"), HarnessError);
      assertEquals(error.code, "output/not-writable");
    }
    assertEquals(await Deno.readTextFile(`${folder}/precious`), "precious");
    assertEquals(await Deno.lstat(`${folder}/none`).catch(() => null), null);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
