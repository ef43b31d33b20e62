import { assertEquals, assertLess, assertNotEquals, assertRejects } from "@std/assert";
import { gunzipSync } from "node:zlib";
// @ts-types="@types/tar-stream"
import { extract } from "tar-stream";
import { type ArchivedFile, createArchive } from "./archive.ts";

function file(path: string, ...texts: string[]): ArchivedFile {
  const pieces = texts.map((text) => new TextEncoder().encode(text));
  return {
    path,
    size: pieces.reduce((sum, { length }) => sum + length, 0),
    pieces: () => ReadableStream.from(pieces),
  };
}

const FILES = [
  file("run.json", "{}"),
  file(`evidence/${"long-".repeat(30)}.txt`, "o", "ut"),
  file("SHA256SUMS"),
];

async function archiveOf(files: readonly ArchivedFile[]): Promise<Uint8Array> {
  return await new Response(ReadableStream.from(createArchive("r1", files))).bytes();
}

async function read(archive: Uint8Array) {
  const entries: { name: string; mode: number | undefined; mtimeMs: number | undefined; text: string }[] = [];
  const reader = extract();
  reader.end(gunzipSync(archive));
  for await (const entry of reader) {
    const chunks: string[] = [];
    for await (const chunk of entry) chunks.push(new TextDecoder().decode(chunk));
    const { name, mode, mtime } = entry.header;
    entries.push({ name, mode, mtimeMs: mtime?.getTime(), text: chunks.join("") });
  }
  return entries;
}

Deno.test("createArchive() keeps every file, sorted, without times", async () => {
  const entries = await read(await archiveOf(FILES));
  assertEquals(entries.map(({ name }) => name), [
    "r1/SHA256SUMS",
    `r1/evidence/${"long-".repeat(30)}.txt`,
    "r1/run.json",
  ]);
  assertEquals(entries.map(({ text }) => text), ["", "out", "{}"]);
  assertEquals(new Set(entries.map(({ mode, mtimeMs }) => `${mode} ${mtimeMs}`)), new Set([`${0o644} 0`]));
});

Deno.test("createArchive() gives the same bytes for the same files in any order, and others for others", async () => {
  const archive = await archiveOf(FILES);
  assertEquals(await archiveOf(FILES.toReversed()), archive);
  assertNotEquals(await archiveOf(FILES.slice(1)), archive);
  assertEquals(archive.slice(4, 10), new Uint8Array([0, 0, 0, 0, 0, 255]));
});

Deno.test("createArchive() holds little of a large file at a time, and fails with what cannot be read", async () => {
  const piece = new Uint8Array(64 * 1024);
  const count = 256;
  let asked = 0;
  const large = {
    path: "samples.ndjson",
    size: piece.length * count,
    pieces: async function* () {
      for (; asked < count; asked += 1) yield await Promise.resolve(crypto.getRandomValues(piece));
    },
  };
  const archive = createArchive("r1", [large]);
  await archive.next();
  await archive.next();
  assertLess(asked, count / 2);
  await archive.return(undefined);
  const broken = {
    ...large,
    pieces: () => {
      throw new Error("gone");
    },
  };
  await assertRejects(() => Array.fromAsync(createArchive("r1", [broken])), Error, "gone");
});
