// The store of runs on a real disk: what it keeps, what it refuses, and two writers at once.
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { HistoryRun } from "../../ports/history_store.ts";
import { DiskHistories } from "./disk_histories.ts";
import { openSqliteHistory } from "./sqlite_history.ts";

const HISTORIES = new DiskHistories({ trusted: null, owner: null, remedy: "" });

async function inFolder(check: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-history-" }));
  try {
    await check(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function runOf(number: number, facts = `{"head":${number}}\n{"rest":1}\n`): HistoryRun {
  const started = new Date(Date.UTC(2026, 0, 1 + number)).toISOString();
  return { evidence: "real", device: "mac", run: `run-${number}`, started, facts };
}

Deno.test("a history keeps runs in their order, and one that comes again once", () =>
  inFolder(async (folder) => {
    const path = `${folder}/below/history.db`;
    assertEquals(await HISTORIES.open(path, "read"), null);
    const store = await HISTORIES.open(path, "write");
    assertEquals(store?.add([runOf(2), runOf(1)]), 2);
    assertEquals(store?.add([runOf(1), runOf(3)]), 1);
    store?.close();
    const again = await HISTORIES.open(path, "read");
    assertEquals(again?.runs().map(({ run }) => run), ["run-1", "run-2", "run-3"]);
    assertEquals(again?.heads(), ['{"head":1}', '{"head":2}', '{"head":3}']);
    assertEquals(again?.runs()[0], runOf(1));
    again?.close();
  }));

Deno.test("a history refuses other facts of a run that it holds, and adds nothing of what came with them", () =>
  inFolder((folder) => {
    const store = openSqliteHistory(`${folder}/history.db`, "write");
    store.add([runOf(1)]);
    const error = assertThrows(() => store.add([runOf(2), runOf(1, '{"other":1}\n')]), HarnessError);
    assertEquals([error.code, store.runs().length], ["history/conflict", 1]);
    store.close();
  }));

Deno.test("a history keeps what was accepted, and forgets what is old", () =>
  inFolder((folder) => {
    const store = openSqliteHistory(`${folder}/history.db`, "write");
    store.add([runOf(1), runOf(2), runOf(3)]);
    const acceptance = {
      evidence: "real",
      device: "mac",
      run: "run-2",
      because: "new agent",
      who: "ann",
      at: "2026-02-01T00:00:00.000Z",
    };
    store.accept(acceptance);
    assertEquals([store.prune(runOf(3).started), store.acceptances()], [2, [acceptance]]);
    store.close();
  }));

Deno.test("a history of a later version, another database, and no database are refused by name", () =>
  inFolder(async (folder) => {
    const path = `${folder}/history.db`;
    openSqliteHistory(path, "write").close();
    const { DatabaseSync } = await import("node:sqlite");
    const code = (change: string): string => {
      const db = new DatabaseSync(path);
      db.exec(change);
      db.close();
      return assertThrows(() => openSqliteHistory(path, "write"), HarnessError).code;
    };
    assertEquals(code("pragma user_version = 2"), "history/newer");
    assertEquals(code("pragma user_version = 1; pragma application_id = 7"), "history/unreadable");
    await Deno.writeTextFile(path, "no database at all. ".repeat(500));
    assertEquals(
      assertThrows(() => openSqliteHistory(path, "read"), HarnessError).code,
      "history/unreadable",
    );
    const aside = await HISTORIES.moveAside(path);
    assertEquals([aside.startsWith(`${path}.unreadable-`), await HISTORIES.open(path, "read")], [true, null]);
    await Deno.symlink("/etc/passwd", path);
    const link = await assertRejects(() => HISTORIES.open(path, "write"), HarnessError);
    assertEquals(link.code, "history/unreadable");
  }));

const WRITER = `
  const [module, path, first] = Deno.args;
  const { openSqliteHistory } = await import(module);
  const store = openSqliteHistory(path, "write");
  for (let number = 0; number < 25; number++) {
    store.add([{ evidence: "real", device: "mac", run: first + number, started: "2026", facts: "{}\\n" }]);
  }
  store.close();
`;

Deno.test("two writers at once both land", () =>
  inFolder(async (folder) => {
    const module = new URL("./sqlite_history.ts", import.meta.url).href;
    const script = `${folder}/writer.ts`;
    await Deno.writeTextFile(script, WRITER);
    const outputs = await Promise.all(["a", "b", "c"].map((first) =>
      new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "-q", "--no-prompt", "--no-lock", "--allow-read", "--allow-write"],
          ...[script, module, `${folder}/history.db`, first],
        ],
      }).output()
    ));
    assertEquals(outputs.map(({ stderr }) => new TextDecoder().decode(stderr)), ["", "", ""]);
    const store = openSqliteHistory(`${folder}/history.db`, "read");
    assertEquals(store.heads().length, 75);
    store.close();
  }));
