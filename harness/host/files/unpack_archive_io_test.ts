// Archives that somebody sent: what is no recording leads nowhere and writes nothing outside.
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { assertEquals, assertRejects } from "@std/assert";
// @ts-types="@types/tar-stream"
import { type Headers, pack } from "tar-stream";
import { HarnessError } from "../../model/harness_error.ts";
import { makeScratch } from "./scratch_folder.ts";
import { unpackArchive } from "./unpack_archive.ts";

async function archiveOf(...entries: readonly (Headers & { readonly text?: string })[]): Promise<Uint8Array> {
  const archive = pack();
  for (const { text = "", ...header } of entries) archive.entry(header, text);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}

Deno.test("unpackArchive() gives the one folder in it, and nothing for what is no recording", async () => {
  const scratch = await makeScratch();
  try {
    const path = `${scratch.folder}/a.tar.gz`;
    const unpack = async (archive: Uint8Array, place: string) => {
      await Deno.writeFile(path, archive);
      return await unpackArchive(path, `${scratch.folder}/${place}`);
    };
    const folder = await unpack(await archiveOf({ name: "r/evidence/0001-x.txt", text: "one" }), "good");
    assertEquals(await Deno.readTextFile(`${folder}/evidence/0001-x.txt`), "one");
    const refused = [
      [{ name: "../escaped.txt", text: "x" }],
      [{ name: "r/../../escaped.txt", text: "x" }],
      [{ name: "/r/absolute.txt", text: "x" }],
      [{ name: "r/link", type: "symlink" as const, linkname: "/etc/passwd" }],
      [{ name: "r/folder", type: "directory" as const }],
      [{ name: "r/a.txt", text: "x" }, { name: "other/a.txt", text: "x" }],
      [{ name: "r/a.txt", text: "x" }, { name: "r/a.txt", text: "y" }],
      [{ name: "alone.txt", text: "x" }],
      [],
    ];
    for (const [index, entries] of refused.entries()) {
      const archive = await archiveOf(...entries);
      const error = await assertRejects(() => unpack(archive, `bad${index}`), HarnessError);
      assertEquals(error.code, "recording/unreadable", JSON.stringify(entries));
    }
    const names = (await Array.fromAsync(Deno.readDir(scratch.folder))).map(({ name }) => name).toSorted();
    assertEquals(names.filter((name) => !/^bad\d$/.test(name)), ["a.tar.gz", "good"]);
  } finally {
    await scratch.remove();
  }
});
