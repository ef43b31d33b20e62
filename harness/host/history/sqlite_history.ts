// The history of runs in one file of SQLite. Loaded only by commands that have to do with it.
import { DatabaseSync } from "node:sqlite";
import type { ErrorCode } from "../../model/error_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { HistoryAcceptance, HistoryRun, HistoryStore } from "../../ports/history_store.ts";

/** "bmvh": tells a history from any other database. */
const APPLICATION_ID = 0x626d7668;
/** Raised when a table changes; a later one is refused. */
const STORE_VERSION = 1;
/** How long one writer waits for another. */
const PATIENCE_MS = 15_000;
/** Codes of SQLite: busy, locked. */
const BUSY = new Set([5, 6]);

const TABLES = `
  create table run (
    evidence text not null, device text not null, run text not null, started text not null,
    head text not null, facts text not null, primary key (evidence, device, run)
  ) without rowid;
  create index run_by_start on run (started, run);
  create table acceptance (
    evidence text not null, device text not null, run text not null,
    because text not null, who text not null, at text not null, primary key (evidence, device, run)
  ) without rowid;
  pragma application_id = ${APPLICATION_ID};
  pragma user_version = ${STORE_VERSION};
`;

/**
 * Opens the file. The rollback journal, not WAL: one file, so that it can be copied and cached.
 *
 * @throws HarnessError `history/newer`, `history/unreadable`, `history/busy`.
 */
export function openSqliteHistory(path: string, mode: "read" | "write"): HistoryStore {
  const guarded = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (error) {
      throw toRefusal(path, error);
    }
  };
  const db = guarded(() => new DatabaseSync(path, { readOnly: mode === "read", timeout: PATIENCE_MS }));
  try {
    guarded(() => prepare(db, path, mode));
  } catch (error) {
    db.close();
    throw error;
  }
  return new SqliteHistory(db, path, guarded);
}

function prepare(db: DatabaseSync, path: string, mode: "read" | "write"): void {
  if (mode === "write") {
    // Taken before anything is looked at: two that make the file must not both think it is empty.
    db.exec("begin immediate");
    const isNew = db.prepare("select count(*) as count from sqlite_master").get()?.["count"] === 0;
    if (isNew) db.exec(TABLES);
    db.exec("commit");
  }
  const id = db.prepare("pragma application_id").get()?.["application_id"];
  const version = db.prepare("pragma user_version").get()?.["user_version"];
  if (id !== APPLICATION_ID) throw refusal("history/unreadable", path, "it is no history of bmverify");
  if (typeof version === "number" && version > STORE_VERSION) {
    const why = `it has version ${version}, and this bmverify knows versions up to ${STORE_VERSION}`;
    throw refusal("history/newer", path, why);
  }
}

class SqliteHistory implements HistoryStore {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #guarded: <Result>(act: () => Result) => Result;

  constructor(db: DatabaseSync, path: string, guarded: <Result>(act: () => Result) => Result) {
    this.#db = db;
    this.path = path;
    this.#guarded = guarded;
  }

  add(runs: readonly HistoryRun[]): number {
    return this.#inTransaction(() => {
      const known = this.#db.prepare("select facts from run where evidence = ? and device = ? and run = ?");
      const insert = this.#db.prepare("insert into run values (?, ?, ?, ?, ?, ?)");
      let added = 0;
      for (const { evidence, device, run, started, facts } of runs) {
        const there = known.get(evidence, device, run)?.["facts"];
        if (there === facts) continue;
        if (there !== undefined) {
          throw refusal("history/conflict", this.path, `run ${run} is there with other facts`);
        }
        insert.run(evidence, device, run, started, facts.slice(0, facts.indexOf("\n")), facts);
        added++;
      }
      return added;
    });
  }

  runs(): readonly HistoryRun[] {
    return this.#guarded(() =>
      this.#db.prepare("select evidence, device, run, started, facts from run order by started, run").all()
        .map((row): HistoryRun => ({
          evidence: String(row["evidence"]),
          device: String(row["device"]),
          run: String(row["run"]),
          started: String(row["started"]),
          facts: String(row["facts"]),
        }))
    );
  }

  heads(): readonly string[] {
    return this.#guarded(() =>
      this.#db.prepare("select head from run order by started, run").all().map((row) => String(row["head"]))
    );
  }

  accept({ evidence, device, run, because, who, at }: HistoryAcceptance): void {
    this.#inTransaction(() =>
      this.#db.prepare("insert or replace into acceptance values (?, ?, ?, ?, ?, ?)")
        .run(evidence, device, run, because, who, at)
    );
  }

  acceptances(): readonly HistoryAcceptance[] {
    return this.#guarded(() =>
      this.#db.prepare("select * from acceptance order by at").all().map((row): HistoryAcceptance => ({
        evidence: String(row["evidence"]),
        device: String(row["device"]),
        run: String(row["run"]),
        because: String(row["because"]),
        who: String(row["who"]),
        at: String(row["at"]),
      }))
    );
  }

  prune(before: string): number {
    return this.#inTransaction(() =>
      Number(this.#db.prepare("delete from run where started < ?").run(before).changes)
    );
  }

  close(): void {
    this.#db.close();
  }

  #inTransaction<Result>(act: () => Result): Result {
    return this.#guarded(() => {
      this.#db.exec("begin immediate");
      try {
        const result = act();
        this.#db.exec("commit");
        return result;
      } catch (error) {
        this.#db.exec("rollback");
        throw error;
      }
    });
  }
}

const HINTS = {
  "history/busy": "Wait until the other one has ended, and add the run with: bmverify history rebuild OUT",
  "history/conflict": 'See both with "bmverify history show" and "bmverify compare"; one of them was changed',
  "history/newer":
    "Use the version of bmverify that made it, or a later one; --history FILE names another store",
  "history/unreadable": "Make it again from the bundles: bmverify history rebuild OUT",
} as const satisfies Partial<Record<ErrorCode, string>>;

function refusal(code: keyof typeof HINTS, path: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError(code, printableLine(`Cannot use the history "${path}": ${why}`), {
    hint: HINTS[code],
    cause,
  });
}

function toRefusal(path: string, error: unknown): HarnessError {
  if (error instanceof HarnessError) return error;
  const code = typeof error === "object" && error !== null && "errcode" in error ? Number(error.errcode) : 0;
  // The low byte is the code, what is above it says more.
  const kind = BUSY.has(code & 0xff) ? "history/busy" : "history/unreadable";
  const why = error instanceof Error ? error.message : String(error);
  return refusal(kind, path, kind === "history/busy" ? "another process writes to it" : why, error);
}
