// Archives that somebody sent: what is no recording leads nowhere and writes nothing outside.
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
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
    // Zeros again and again, as many as are too many.
    const zeros = gzipSync(new Uint8Array(16 * 2 ** 20), { level: 1 });
    const damaged: readonly (readonly [Uint8Array | null, string])[] = [
      [new Uint8Array(), "it was cut"],
      [(await archiveOf({ name: "r/a.txt", text: "x" })).slice(0, 40), "it was cut"],
      [new TextEncoder().encode("hello"), "no .tar.gz"],
      [gzipSync("hello"), "no tar archive"],
      [Buffer.concat(Array.from({ length: 17 }, () => zeros)), "more than 256 MB"],
      [null, "there is no such file"],
    ];
    for (const [bytes, why] of damaged) {
      if (bytes === null) await Deno.remove(path);
      const unpacking = bytes === null
        ? unpackArchive(path, `${scratch.folder}/bad0`)
        : unpack(bytes, "bad0");
      assertStringIncludes((await assertRejects(() => unpacking, HarnessError)).message, why);
    }
    const noFile = await assertRejects(
      () => unpackArchive("/dev/zero", `${scratch.folder}/bad0`),
      HarnessError,
    );
    assertStringIncludes(noFile.message, "it is no file");
    const names = (await Array.fromAsync(Deno.readDir(scratch.folder))).map(({ name }) => name).toSorted();
    assertEquals(names.filter((name) => !/^bad\d$/.test(name)), ["good"]);
  } finally {
    await scratch.remove();
  }
});
