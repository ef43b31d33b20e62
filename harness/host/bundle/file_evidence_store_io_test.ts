import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { EvidenceLink } from "../../model/record/chain_link.ts";
import { sha256 } from "../../model/sha256.ts";
import type { CommandOutput } from "../../ports/command_runner.ts";
import { SafeWriter } from "../files/safe_writer.ts";
import { FileEvidenceStore } from "./file_evidence_store.ts";
import type { EvidenceEntry } from "../../ports/bundle.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function output(stdout: string, stderr = ""): CommandOutput {
  return {
    argv: ["/usr/local/bin/mdatp", "threat", "list"],
    startedAt: "2026-01-05T03:00:00.000Z",
    startedAtMs: 1500,
    durationMs: 40,
    exitCode: 0,
    signal: null,
    timedOut: false,
    truncated: false,
    stdout: bytes(stdout),
    stderr: bytes(stderr),
  };
}

async function withStore(test: (store: FileEvidenceStore, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-evidence-" });
  const store = new FileEvidenceStore(new SafeWriter(folder), "evidence", 1000);
  try {
    await test(store, `${folder}/evidence`);
  } finally {
    await store.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function indexOf(folder: string): Promise<readonly (EvidenceEntry & EvidenceLink)[]> {
  const text = await Deno.readTextFile(`${folder}/index.ndjson`);
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

Deno.test("FileEvidenceStore keeps each call with argv, exit and times since the start of the run", async () => {
  await withStore(async (store, folder) => {
    assertEquals(await store.keep("threat-list", output("one", "warning")), "0001-threat-list");
    assertEquals(await indexOf(folder), [{
      id: "0001-threat-list",
      label: "threat-list",
      argv: ["/usr/local/bin/mdatp", "threat", "list"],
      startedAt: "2026-01-05T03:00:00.000Z",
      startedMs: 500,
      durationMs: 40,
      exitCode: 0,
      signal: null,
      timedOut: false,
      truncated: false,
      stdoutFile: "0001-threat-list.txt",
      stderrFile: "0001-threat-list.stderr.txt",
      stdoutSha256: await sha256("one"),
      stderrSha256: await sha256("warning"),
      previous: null,
    }]);
    assertEquals(
      store.lastDigest,
      await sha256((await Deno.readTextFile(`${folder}/index.ndjson`)).trimEnd()),
    );
    assertEquals(await Deno.readTextFile(`${folder}/0001-threat-list.stderr.txt`), "warning");
  });
});

Deno.test("FileEvidenceStore stores an answer once that comes again and again, and each call all the same", async () => {
  await withStore(async (store, folder) => {
    for (const said of ["old", "old", "new", "old"]) await store.keep("threat-list", output(said));
    assertEquals((await indexOf(folder)).map(({ id, stdoutFile }) => [id, stdoutFile]), [
      ["0001-threat-list", "0001-threat-list.txt"],
      ["0002-threat-list", "0001-threat-list.txt"],
      ["0003-threat-list", "0003-threat-list.txt"],
      ["0004-threat-list", "0004-threat-list.txt"],
    ]);
  });
});

Deno.test("FileEvidenceStore does not mix up equal answers to different questions, nor keep empty ones", async () => {
  await withStore(async (store, folder) => {
    await Promise.all([store.keep("health", output("same")), store.keep("version", output("same"))]);
    await store.keep("quiet", output(""));
    assertEquals((await indexOf(folder)).map(({ stdoutFile }) => stdoutFile), [
      "0001-health.txt",
      "0002-version.txt",
      null,
    ]);
  });
});

Deno.test("FileEvidenceStore says that it cannot write", async () => {
  const store = new FileEvidenceStore(new SafeWriter("/nowhere/at/all"), "evidence", 0);
  for (const said of ["text", ""]) {
    const error = await assertRejects(() => store.keep("health", output(said)), HarnessError);
    assertEquals(error.code, "output/not-writable");
  }
  await store.close();
});
