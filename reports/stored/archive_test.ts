import { assertEquals, assertNotEquals } from "@std/assert";
import { gunzipSync } from "node:zlib";
// @ts-types="@types/tar-stream"
import { extract } from "tar-stream";
import { createArchive } from "./archive.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const FILES = [
  { path: "run.json", content: encode("{}") },
  { path: `evidence/${"long-".repeat(30)}.txt`, content: encode("out") },
  { path: "SHA256SUMS", content: encode("") },
];

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
  const entries = await read(await createArchive("r1", FILES));
  assertEquals(entries.map(({ name }) => name), [
    "r1/SHA256SUMS",
    `r1/evidence/${"long-".repeat(30)}.txt`,
    "r1/run.json",
  ]);
  assertEquals(entries.map(({ text }) => text), ["", "out", "{}"]);
  assertEquals(new Set(entries.map(({ mode, mtimeMs }) => `${mode} ${mtimeMs}`)), new Set([`${0o644} 0`]));
});

Deno.test("createArchive() gives the same bytes for the same files in any order, and others for others", async () => {
  const archive = await createArchive("r1", FILES);
  assertEquals(await createArchive("r1", FILES.toReversed()), archive);
  assertNotEquals(await createArchive("r1", FILES.slice(1)), archive);
  assertEquals(archive.slice(4, 10), new Uint8Array([0, 0, 0, 0, 2, 255]));
});
