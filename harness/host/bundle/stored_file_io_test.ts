import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { sha256 } from "../../model/sha256.ts";
import { DiskBundleFiles } from "./disk_bundle_files.ts";
import { readBundle } from "./read_bundle.ts";
import {
  hashStored,
  LARGEST_EVIDENCE_BYTES,
  LARGEST_FILE_BYTES,
  LONGEST_LINE,
  piecesOf,
  readStored,
  textPiecesOf,
} from "./stored_file.ts";

const THREE_GB = 3 * 1024 ** 3;
const files = new DiskBundleFiles({ trusted: null, owner: null, remedy: "" });

async function withBundle(test: (folder: string, outside: string) => Promise<void>): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-stored-" }));
  const folder = `${root}/bundle`;
  try {
    await Deno.mkdir(`${folder}/evidence`, { recursive: true });
    await Deno.writeTextFile(`${folder}/events.ndjson`, '{"seq":0}\n');
    await Deno.writeTextFile(`${root}/secret`, "secret");
    await test(folder, root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function run(program: string, ...args: readonly string[]): Promise<void> {
  assertEquals((await new Deno.Command(program, { args: [...args] }).output()).code, 0, program);
}

/** Of the size that is said, and of no room on the disk. */
async function sparse(path: string, size: number): Promise<void> {
  await Deno.writeTextFile(path, "");
  await Deno.truncate(path, size);
}

async function refusal(action: () => Promise<unknown>): Promise<string> {
  const error = await assertRejects(action, HarnessError);
  assertEquals(error.code, "bundle/incomplete");
  return error.message;
}

Deno.test("links, pipes, devices and files of a second name are told of and never opened", async () => {
  await withBundle(async (folder, outside) => {
    await run("mkfifo", `${folder}/evidence/pipe.txt`);
    await Deno.symlink(`${outside}/secret`, `${folder}/evidence/link.txt`);
    await Deno.symlink("/dev/zero", `${folder}/evidence/device.txt`);
    await Deno.link(`${outside}/secret`, `${folder}/evidence/second.txt`);
    const names = ["device", "link", "pipe", "second"].map((name) => `evidence/${name}.txt`);
    assertEquals((await files.odd(folder)).map(({ path }) => path), names);
    assertEquals(await files.list(folder), ["events.ndjson"]);
    for (const name of names) {
      for (const read of [readStored, hashStored]) await refusal(() => read(folder, name));
      await refusal(() => Array.fromAsync(piecesOf(folder, name)));
    }
  });
});

Deno.test("a folder of a bundle that is a link is not gone through", async () => {
  await withBundle(async (folder, outside) => {
    await Deno.remove(`${folder}/evidence`);
    await Deno.symlink(outside, `${folder}/evidence`);
    assertEquals((await files.odd(folder)).map(({ path }) => path), ["evidence"]);
    assertMatch(await refusal(() => readStored(folder, "evidence/secret")), /behind what is no folder/);
  });
});

Deno.test("evidence of three gigabytes is told of and not read, and samples of any size pass through one buffer", async () => {
  await withBundle(async (folder) => {
    await sparse(`${folder}/evidence/large.txt`, THREE_GB);
    assertEquals(await files.odd(folder), [
      { path: "evidence/large.txt", why: `is of ${THREE_GB} bytes` },
    ]);
    await refusal(() => readStored(folder, "evidence/large.txt"));
    await refusal(() => hashStored(folder, "evidence/large.txt"));
    await sparse(`${folder}/samples.ndjson`, LARGEST_FILE_BYTES + 1);
    await refusal(() => readStored(folder, "samples.ndjson"));
    const buffers = new Set<ArrayBufferLike>();
    let largest = 0;
    let nth = 0;
    for await (const { buffer, length } of piecesOf(folder, "samples.ndjson")) {
      buffers.add(buffer);
      largest = Math.max(largest, length);
      if (++nth === 100) break;
    }
    assertEquals([buffers.size, largest], [1, 64 * 1024]);
    // A line without an end is held by whoever waits for its end.
    assertMatch(
      await refusal(() => drain(textPiecesOf(folder, "samples.ndjson"))),
      new RegExp(`line of more than ${LONGEST_LINE} characters`),
    );
  });
});

Deno.test("hashStored() gives the digest of what lies there, in pieces as at once", async () => {
  await withBundle(async (folder) => {
    const bytes = new Uint8Array(200_001).map((_, index) => index % 251);
    await Deno.writeFile(`${folder}/report.html`, bytes);
    assertEquals(await hashStored(folder, "report.html"), await sha256(bytes));
    assertEquals(await readStored(folder, "report.html"), bytes);
  });
});

Deno.test("a bundle of too many files, of folders in folders, or with too much evidence in all is refused", async () => {
  await withBundle(async (folder) => {
    await Deno.mkdir(`${folder}/a/b/c/d/e`, { recursive: true });
    assertMatch(await refusal(() => files.list(folder)), /deeper than any run/);
  });
  await withBundle(async (folder) => {
    const entries = Array.from({ length: 10 }, (_, nth) => `${nth}.txt`);
    for (const name of entries) await sparse(`${folder}/evidence/${name}`, LARGEST_EVIDENCE_BYTES);
    const index = entries.map((name) => JSON.stringify(entryOf(name))).join("\n");
    await Deno.writeTextFile(`${folder}/evidence/index.ndjson`, `${index}\n`);
    assertMatch(await refusal(() => readBundle(folder)), /its evidence is of 671088640 bytes/);
  });
});

Deno.test("events that are nested without end, or one line without end, are refused in words", async () => {
  await withBundle(async (folder) => {
    await Deno.writeTextFile(
      `${folder}/events.ndjson`,
      `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}\n`,
    );
    assertMatch(await refusal(() => readBundle(folder)), /nested deeper than/);
    await Deno.writeTextFile(`${folder}/events.ndjson`, `"${"a".repeat(LONGEST_LINE)}"\n`);
    assertMatch(await refusal(() => readBundle(folder)), /more than \d+ characters/);
  });
});

function entryOf(stdoutFile: string): Readonly<Record<string, unknown>> {
  return {
    ...{ id: stdoutFile, label: "health", argv: ["mdatp"], startedAt: "", startedMs: 0, durationMs: 0 },
    ...{ exitCode: 0, signal: null, timedOut: false, truncated: false, stdoutFile, stderrFile: null },
  };
}

async function drain(pieces: AsyncIterable<string>): Promise<void> {
  for await (const _ of pieces);
}
