// Stores of runs on disk, and the bundles that they are made of.
import { HarnessError } from "../../model/harness_error.ts";
import type { HistoryStore, HistoryStores } from "../../ports/history_store.ts";
import { removeBundle } from "../bundle/remove_bundle.ts";
import { giveTo } from "../files/give_to.ts";
import { type FolderRules, makeSafeFolder, refuseOpenFolder } from "../files/make_safe_folder.ts";

/** Others may read what their Mac was found to be; there is no evidence in it. */
const FILE_MODE = 0o644;
const EVENTS = "events.ndjson";
const FACTS_FOLDER = "facts";

/** Stores below folders of these rules. */
export class DiskHistories implements HistoryStores {
  readonly #rules: FolderRules;

  constructor(rules: FolderRules) {
    this.#rules = rules;
  }

  async open(path: string, mode: "read" | "write"): Promise<HistoryStore | null> {
    const there = await Deno.lstat(path).catch(() => null);
    if (there === null && mode === "read") return null;
    if (there !== null && !there.isFile) throw notRegular(path);
    const { openSqliteHistory } = await import(
      import.meta.resolve("./sqlite_history.ts")
    ) as typeof import("./sqlite_history.ts");
    if (mode === "read") return openSqliteHistory(path, mode);
    // SQLite follows links and makes a journal beside the file: nobody else may write there.
    const folder = await makeSafeFolder(path.slice(0, path.lastIndexOf("/")) || "/", this.#rules);
    const store = openSqliteHistory(`${folder}${path.slice(path.lastIndexOf("/"))}`, mode);
    if (there === null) {
      const made = await Deno.lstat(store.path);
      Deno.chmodSync(store.path, FILE_MODE);
      if (this.#rules.owner !== null) giveTo(store.path, made, this.#rules.owner);
    }
    return store;
  }

  async moveAside(path: string): Promise<string> {
    await refuseOpenFolder(path.slice(0, path.lastIndexOf("/")) || "/", this.#rules);
    const aside = `${path}.unreadable-${crypto.randomUUID().slice(0, 8)}`;
    await Deno.rename(path, aside);
    return aside;
  }

  async findRuns(folder: string): Promise<readonly string[]> {
    if (await isFile(`${folder}/${EVENTS}`)) return [folder];
    const found: string[] = [];
    for (const { name, isDirectory, isFile: isPlain } of await entriesOf(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory && name === FACTS_FOLDER) found.push(...await this.findRuns(path));
      else if (isDirectory && await isFile(`${path}/${EVENTS}`)) found.push(path);
      else if (isPlain && name.endsWith(".ndjson")) found.push(path);
    }
    return found;
  }

  async removeBundle(folder: string): Promise<void> {
    // Whatever else it is, it is no bundle, and stays.
    if (!await isFile(`${folder}/${EVENTS}`)) return;
    await refuseOpenFolder(folder, this.#rules);
    await removeBundle(folder);
  }
}

async function entriesOf(folder: string): Promise<readonly Deno.DirEntry[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.toSorted((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    throw new HarnessError("bundle/not-found", `Cannot look for runs in "${folder}": ${String(error)}`, {
      hint: "Give the folder that --out named",
      cause: error,
    });
  }
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.lstat(path).then((info) => info.isFile, () => false);
}

function notRegular(path: string): HarnessError {
  return new HarnessError("history/unreadable", `Cannot use the history "${path}": it is no regular file`, {
    hint: "Name another file with --history",
  });
}
