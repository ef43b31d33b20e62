import { assertEquals, assertNotMatch, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { EvidenceEntry } from "../../ports/bundle.ts";
import { readBundle } from "./read_bundle.ts";

const START = '{"kind":"run-started","seq":0}';
const FINISHED = '{"kind":"run-finished","seq":1}';
const ENTRY: EvidenceEntry = {
  id: "0001-health",
  label: "health",
  argv: ["mdatp", "health"],
  startedAt: "",
  startedMs: 0,
  durationMs: 1,
  exitCode: 0,
  signal: null,
  timedOut: false,
  truncated: false,
  stdoutFile: "0001-health.txt",
  stderrFile: null,
};

async function withBundle(
  files: Readonly<Record<string, string>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "bmverify-read-" });
  const folder = `${root}/bundle`;
  try {
    await Deno.mkdir(`${folder}/evidence`, { recursive: true });
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${folder}/${name}`, text);
    await test(folder);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function codeOf(action: () => Promise<unknown>): Promise<string> {
  return (await assertRejects(action, HarnessError)).code;
}

Deno.test("readBundle() gives events, evidence and what the agent said", async () => {
  const files = {
    "events.ndjson": `${START}\n${FINISHED}\n`,
    "evidence/index.ndjson": `${JSON.stringify(ENTRY)}\n`,
    "evidence/0001-health.txt": "healthy",
  };
  await withBundle(files, async (folder) => {
    const bundle = await readBundle(folder);
    assertEquals(bundle.events, [START, FINISHED].map((line) => JSON.parse(line)));
    assertEquals(bundle.evidence, [ENTRY]);
    assertEquals(new TextDecoder().decode(await bundle.readStdout(ENTRY)), "healthy");
    assertEquals((await bundle.readStdout({ ...ENTRY, stdoutFile: null })).length, 0);
  });
});

Deno.test("readBundle() drops a last line that a crash cut short", async () => {
  await withBundle({ "events.ndjson": `${START}\n{"kind":"run-fin` }, async (folder) => {
    assertEquals((await readBundle(folder)).events.length, 1);
    assertEquals((await readBundle(folder)).evidence, []);
  });
});

Deno.test("readBundle() refuses a folder without events", async () => {
  await withBundle({}, async (folder) => {
    assertEquals(await codeOf(() => readBundle(folder)), "bundle/not-found");
    assertEquals(await codeOf(() => readBundle(`${folder}/nowhere`)), "bundle/not-found");
  });
  await withBundle({ "SHA256SUMS": "" }, async (folder) => {
    assertEquals(await codeOf(() => readBundle(folder)), "bundle/incomplete", "a bundle that lost them");
  });
});

Deno.test("readBundle() refuses lines that are no JSON, in one line of its own", async () => {
  for (const text of ["no json\n", `${START}\n{"kind":\n${FINISHED}\n`, "\u001b[2J\n"]) {
    await withBundle({ "events.ndjson": text }, async (folder) => {
      const error = await assertRejects(() => readBundle(folder), HarnessError);
      assertEquals(error.code, "bundle/incomplete", JSON.stringify(text));
      // deno-lint-ignore no-control-regex -- what a terminal would obey must not be there
      assertNotMatch(error.message, /[\u0000-\u001f]/);
    });
  }
});

Deno.test("readBundle() follows no name and no link out of the bundle", async () => {
  const hostile = [
    "../../secret",
    "/etc/passwd",
    "..",
    ".",
    "",
    "a/b",
    "linked.txt",
    "absent.txt",
    "nul\u0000",
  ];
  for (const stdoutFile of hostile) {
    const files = {
      "events.ndjson": `${START}\n`,
      "evidence/index.ndjson": `${JSON.stringify({ ...ENTRY, stdoutFile })}\n`,
      "../secret": "secret",
    };
    await withBundle(files, async (folder) => {
      await Deno.symlink(`${folder}/../secret`, `${folder}/evidence/linked.txt`);
      assertEquals(await codeOf(() => readBundle(folder)), "bundle/incomplete", stdoutFile);
    });
  }
  await withBundle({ "../secret": `${START}\n` }, async (folder) => {
    await Deno.symlink(`${folder}/../secret`, `${folder}/events.ndjson`);
    assertEquals(await codeOf(() => readBundle(folder)), "bundle/incomplete", "linked events");
  });
});

Deno.test("readBundle() refuses an index of evidence that makes no sense", async () => {
  for (
    const line of [
      "null",
      "{}",
      "[]",
      '{"id":"1"}',
      JSON.stringify({ ...ENTRY, argv: "mdatp" }),
      JSON.stringify({ ...ENTRY, exitCode: "0" }),
    ]
  ) {
    await withBundle(
      { "events.ndjson": `${START}\n`, "evidence/index.ndjson": `${line}\n` },
      async (folder) => {
        assertEquals(await codeOf(() => readBundle(folder)), "bundle/incomplete", line);
      },
    );
  }
});
