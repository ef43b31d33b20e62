import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import type { EvidenceEntry } from "../ports/bundle.ts";
import { readBundle } from "./read_bundle.ts";

const START = '{"kind":"run-started","seq":0}';
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
    "events.ndjson": `${START}\n{"kind":"run-finished","seq":1}\n`,
    "evidence/index.ndjson": `${JSON.stringify(ENTRY)}\n`,
    "evidence/0001-health.txt": "healthy",
  };
  await withBundle(files, async (folder) => {
    const bundle = await readBundle(folder);
    assertEquals(bundle.events.map(({ kind }) => kind), ["run-started", "run-finished"]);
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

Deno.test("readBundle() refuses a folder without events, and events that make no sense", async () => {
  await withBundle({}, async (folder) => {
    assertEquals(await codeOf(() => readBundle(folder)), "bundle/not-found");
    assertEquals(await codeOf(() => readBundle(`${folder}/nowhere`)), "bundle/not-found");
  });
  for (
    const text of [
      "",
      "\n",
      `${START}`,
      "no json\n",
      "null\n",
      "[]\n",
      `${START}\nnull\n`,
      `${START}\n42\n`,
      `${START}\n{"seq":1}\n`,
      `{"kind":"run-finished"}\n`,
      `${START}\n{"kind":\n{"kind":"run-finished"}\n`,
    ]
  ) {
    await withBundle({ "events.ndjson": text }, async (folder) => {
      assertEquals(await codeOf(() => readBundle(folder)), "bundle/incomplete", JSON.stringify(text));
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
  await withBundle({ "events.ndjson": `${START}\n`, "../secret": "secret" }, async (folder) => {
    await Deno.symlink(`${folder}/../secret`, `${folder}/evidence/linked.txt`);
    const bundle = await readBundle(folder);
    for (const stdoutFile of hostile) {
      assertEquals(
        await codeOf(() => bundle.readStdout({ ...ENTRY, stdoutFile })),
        "bundle/incomplete",
        stdoutFile,
      );
    }
  });
});

Deno.test("readBundle() refuses an index of evidence that makes no sense", async () => {
  for (const line of ["null", "{}", '{"id":"1"}', JSON.stringify({ ...ENTRY, argv: "mdatp" })]) {
    await withBundle(
      { "events.ndjson": `${START}\n`, "evidence/index.ndjson": `${line}\n` },
      async (folder) => {
        assertEquals(await codeOf(() => readBundle(folder)), "bundle/incomplete", line);
      },
    );
  }
});
