import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { JournalEntry } from "../../ports/state_store.ts";
import { placesInFolder } from "./device_places.ts";
import { FileStateStore } from "./file_state_store.ts";

const HOLDER = { pid: 4711, runId: "run-a", since: "2026-01-05T03:00:00.000Z" };
const ENTRY: Omit<JournalEntry, "id"> = {
  runId: "run-a",
  agentPath: "/usr/local/bin/mdatp",
  platform: "darwin",
  simulatedProfile: null,
  at: "2026-01-05T03:00:00.000Z",
  kept: false,
  intent: { kind: "setting", setting: "behavior-monitoring", from: "disabled", to: "enabled" },
};
const STORE_MODULE = new URL("./file_state_store.ts", import.meta.url).href;
const PLACES_MODULE = new URL("./device_places.ts", import.meta.url).href;

function storeIn(folder: string): FileStateStore {
  return new FileStateStore(placesInFolder(folder));
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-state-" });
  try {
    await test(`${folder}/state`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A process of its own that takes the lock, opens an intent, says so, and waits to be killed. */
function startHolder(folder: string): Deno.ChildProcess {
  const program = `
    import { FileStateStore } from ${JSON.stringify(STORE_MODULE)};
    import { placesInFolder } from ${JSON.stringify(PLACES_MODULE)};
    const store = new FileStateStore(placesInFolder(${JSON.stringify(folder)}));
    await store.lock({ ...${JSON.stringify(HOLDER)}, pid: Deno.pid });
    await store.open(${JSON.stringify(ENTRY)});
    console.log("holds");
    setInterval(() => {}, 1000);
  `;
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-sys=uid",
      `data:application/typescript,${encodeURIComponent(program)}`,
    ],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

async function codeOf(action: () => Promise<unknown>): Promise<string> {
  return (await assertRejects(action, HarnessError)).code;
}

Deno.test("FileStateStore refuses a second holder with pid and run id, until the first unlocks", async () => {
  await withFolder(async (folder) => {
    const first = storeIn(folder);
    const second = storeIn(folder);
    await first.lock(HOLDER);
    const error = await assertRejects(() => second.lock({ ...HOLDER, runId: "run-b" }), HarnessError);
    assertEquals(error.code, "lock/held");
    assertStringIncludes(error.message, "run run-a (pid 4711, since 2026-01-05T03:00:00.000Z)");
    await first.unlock();
    await second.lock(HOLDER);
    await second.unlock();
  });
});

Deno.test("FileStateStore is refused while another process holds the lock, and gets it when that is killed", async () => {
  await withFolder(async (folder) => {
    const holder = startHolder(folder);
    const said = holder.stdout.getReader();
    await said.read();
    const store = storeIn(folder);
    const error = await assertRejects(() => store.lock(HOLDER), HarnessError);
    assertStringIncludes(error.message, `pid ${holder.pid}`);
    holder.kill("SIGKILL");
    await holder.status;
    await said.cancel();
    await store.lock(HOLDER);
    assertEquals((await store.pending()).map(({ intent }) => intent), [ENTRY.intent]);
    await store.unlock();
    assertEquals((await storeIn(folder).pending()).length, 1);
  });
});

Deno.test("FileStateStore keeps open intents across processes, oldest first, and forgets closed ones", async () => {
  await withFolder(async (folder) => {
    const store = storeIn(folder);
    await store.lock(HOLDER);
    const first = await store.open(ENTRY);
    const second = await store.open({ ...ENTRY, intent: { kind: "file", path: "/tmp/x" } });
    const third = await store.open(ENTRY);
    await store.close(second.id);
    assertEquals(await storeIn(folder).pending(), [first, third]);
    for (const { id } of [third, first]) await store.close(id);
    await store.unlock();
    assertEquals(await Array.fromAsync(Deno.readDir(folder), ({ name }) => name), ["lock"]);
  });
});

Deno.test("FileStateStore ignores a line that a crash cut short, and writes on after it", async () => {
  await withFolder(async (folder) => {
    const crashed = storeIn(folder);
    await crashed.lock(HOLDER);
    const first = await crashed.open(ENTRY);
    await Deno.writeTextFile(`${folder}/journal.ndjson`, '{"kind":"open","entry":{"id":2,"run', {
      append: true,
    });
    await crashed.unlock();
    const next = storeIn(folder);
    await next.lock(HOLDER);
    assertEquals(await next.pending(), [first]);
    assertEquals((await next.remarks()).length, 1);
    const second = await next.open({ ...ENTRY, runId: "run-b" });
    assertEquals(await next.pending(), [first, second]);
    await next.close(first.id);
    assertEquals(await next.pending(), [second]);
    await next.unlock();
  });
});

Deno.test("FileStateStore says that a journal makes no sense instead of taking it for empty, and still unlocks", async () => {
  await withFolder(async (folder) => {
    const store = storeIn(folder);
    await store.lock(HOLDER);
    await Deno.writeTextFile(`${folder}/journal.ndjson`, "what is this\n");
    assertEquals(await codeOf(() => store.pending()), "state/unreadable");
    assertEquals(await codeOf(() => store.open(ENTRY)), "state/unreadable");
    await store.unlock();
    assertEquals(await Deno.readTextFile(`${folder}/journal.ndjson`), "what is this\n");
    const next = storeIn(folder);
    await next.lock(HOLDER);
    await next.unlock();
  });
});

Deno.test("FileStateStore lets nobody else read: folder 0700, files 0600", async () => {
  await withFolder(async (folder) => {
    const store = storeIn(folder);
    await store.lock(HOLDER);
    await store.open(ENTRY);
    const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;
    assertEquals(await modeOf(folder), 0o700);
    for (const name of ["lock", "holder.json", "journal.ndjson"]) {
      assertEquals(await modeOf(`${folder}/${name}`), 0o600, name);
    }
    await store.unlock();
  });
});

Deno.test("FileStateStore says that the state folder cannot be written", async () => {
  await withFolder(async (folder) => {
    await Deno.writeTextFile(folder, "a file, no folder");
    assertEquals(
      await codeOf(() => storeIn(`${folder}/device`).lock(HOLDER)),
      "state/not-writable",
    );
  });
});

Deno.test({
  name: "FileStateStore does not believe a journal in a folder that belongs to somebody else (needs root)",
  ignore: Deno.uid() !== 0,
  fn: () =>
    withFolder(async (folder) => {
      await Deno.mkdir(folder, { mode: 0o700 });
      await Deno.chown(folder, 65534, 65534);
      assertEquals(await codeOf(() => storeIn(folder).lock(HOLDER)), "folder/not-safe");
    }),
});

Deno.test("FileStateStore keeps what is meant to stay apart, so that a look tells whether a run has to be undone", async () => {
  await withFolder(async (folder) => {
    const store = storeIn(folder);
    await store.lock(HOLDER);
    const kept = await store.open({ ...ENTRY, kept: true });
    const open = await store.open(ENTRY);
    assertEquals(await store.pending(), [kept, open]);
    await store.close(open.id);
    await store.unlock();
    assertEquals(await storeIn(folder).pending(), [kept]);
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assertEquals(names.sort(), ["journal.ndjson", "kept.ndjson", "lock"]);
  });
});

Deno.test("FileStateStore numbers no intent twice although its journal was taken away, and closes none that is not there", async () => {
  await withFolder(async (folder) => {
    const store = storeIn(folder);
    await store.lock(HOLDER);
    const first = await store.open(ENTRY);
    await Deno.remove(`${folder}/journal.ndjson`);
    await store.close(first.id);
    assertEquals((await store.open(ENTRY)).id, first.id + 1);
    await Deno.remove(folder, { recursive: true });
    await store.close(first.id);
    assertEquals(await codeOf(() => store.open(ENTRY)), "state/not-writable");
    await store.unlock();
  });
});

Deno.test("FileStateStore believes no journal that is a link or a pipe, and waits for none", async () => {
  await withFolder(async (folder) => {
    await Deno.mkdir(folder);
    await Deno.writeTextFile(`${folder}/other`, "");
    await Deno.symlink(`${folder}/other`, `${folder}/journal.ndjson`);
    assertEquals(await codeOf(() => storeIn(folder).pending()), "state/unreadable");
    await Deno.remove(`${folder}/journal.ndjson`);
    await new Deno.Command("mkfifo", { args: [`${folder}/journal.ndjson`] }).output();
    assertEquals(await codeOf(() => storeIn(folder).pending()), "state/unreadable");
    for (const name of ["lock", "holder.json"]) {
      await new Deno.Command("mkfifo", { args: [`${folder}/${name}`] }).output();
    }
    assertEquals(await codeOf(() => storeIn(folder).lock(HOLDER)), "state/not-writable");
    assertEquals(await storeIn(folder).abandoned(), null);
  });
});
