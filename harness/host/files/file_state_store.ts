// Lock and journal of one device on disk. The lock is the system's own, so it ends with the process that holds
// it, however that ends; the journal is what such a process leaves behind.
import { HarnessError } from "../../model/harness_error.ts";
import type { DeviceState, JournalEntry, LockHolder } from "../../ports/state_store.ts";
import { writeAll } from "./write_all.ts";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

type JournalLine =
  | { readonly kind: "open"; readonly entry: JournalEntry }
  | { readonly kind: "close"; readonly id: number };

/** State of one device below a folder of its own. */
export class FileStateStore implements DeviceState {
  /** Folder of this device's state. */
  readonly folder: string;
  #lock: Deno.FsFile | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  async lock(holder: LockHolder): Promise<void> {
    const file = await this.#openLock();
    if (!await file.tryLock(true)) {
      file.close();
      throw await this.#held();
    }
    this.#lock = file;
    await this.#write("holder.json", JSON.stringify(holder));
  }

  async unlock(): Promise<void> {
    const file = this.#lock;
    if (file === null) return;
    this.#lock = null;
    // What stays behind does no harm; that the lock ends must not depend on it.
    if (await this.#isSettled()) await Deno.remove(`${this.folder}/journal.ndjson`).catch(() => undefined);
    await Deno.remove(`${this.folder}/holder.json`).catch(() => undefined);
    // Closing alone is not enough: a program that is just being started holds a copy of every open file for a moment.
    await file.unlock().catch(() => undefined);
    file.close();
  }

  /** Nothing is open for sure; a journal that cannot be read stays for a person to look at. */
  async #isSettled(): Promise<boolean> {
    return await this.pending().then(({ length }) => length === 0, () => false);
  }

  async pending(): Promise<readonly JournalEntry[]> {
    const open = new Map<number, JournalEntry>();
    for (const line of await this.#journal()) {
      if (line.kind === "open") open.set(line.entry.id, line.entry);
      else open.delete(line.id);
    }
    return [...open.values()];
  }

  async open(entry: Omit<JournalEntry, "id">): Promise<JournalEntry> {
    const ids = (await this.#journal()).map((line) => line.kind === "open" ? line.entry.id : line.id);
    const numbered = { ...entry, id: Math.max(0, ...ids) + 1 };
    await this.#append({ kind: "open", entry: numbered });
    return numbered;
  }

  async close(id: number): Promise<void> {
    await this.#append({ kind: "close", id });
  }

  async discard(): Promise<void> {
    await Deno.remove(this.folder, { recursive: true }).catch(ignoreNotFound);
  }

  async #openLock(): Promise<Deno.FsFile> {
    try {
      await Deno.mkdir(this.folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
      await this.#refuseForeignFolder();
      return await Deno.open(`${this.folder}/lock`, { create: true, write: true, mode: OWNER_ONLY_FILE });
    } catch (error) {
      throw notWritable(this.folder, error);
    }
  }

  /** Whoever owns the folder writes the journal, and what is in the journal is done: as root, if we are root. */
  async #refuseForeignFolder(): Promise<void> {
    const { uid } = await Deno.stat(this.folder);
    if (uid !== 0 && uid !== Deno.uid()) throw new Error(`it belongs to another user (${uid})`);
  }

  async #held(): Promise<HarnessError> {
    const text = await Deno.readTextFile(`${this.folder}/holder.json`).catch(() => "{}");
    let holder: Partial<LockHolder> = {};
    try {
      holder = JSON.parse(text);
    } catch {
      // The holder is just writing its name; that it holds the lock is known all the same.
    }
    const who = holder.pid === undefined
      ? "another run"
      : `run ${holder.runId} (pid ${holder.pid}, since ${holder.since})`;
    return new HarnessError("lock/held", `Cannot take the lock of this device: ${who} holds it`, {
      hint: "Wait until that run has ended",
    });
  }

  async #journal(): Promise<readonly JournalLine[]> {
    const path = `${this.folder}/journal.ndjson`;
    try {
      const text = await Deno.readTextFile(path);
      // A line that a crash cut short was an intent that was never acted on.
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      return whole.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as JournalLine);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw new HarnessError("state/unreadable", `Cannot read the journal "${path}": ${String(error)}`, {
        hint: "Compare the settings of the device by hand, then remove the file",
        cause: error,
      });
    }
  }

  async #append(line: JournalLine): Promise<void> {
    await this.#dropTornLine();
    await this.#write("journal.ndjson", `${JSON.stringify(line)}\n`, { append: true });
  }

  /** What is written behind a line that a crash cut short would be lost with it. */
  async #dropTornLine(): Promise<void> {
    const path = `${this.folder}/journal.ndjson`;
    try {
      const bytes = await Deno.readFile(path);
      const whole = bytes.lastIndexOf("\n".charCodeAt(0)) + 1;
      if (whole < bytes.length) await Deno.truncate(path, whole);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw notWritable(this.folder, error);
    }
  }

  /** Writes and makes durable before it returns: what is not on disk cannot be undone after a crash. */
  async #write(name: string, text: string, { append = false } = {}): Promise<void> {
    try {
      const path = `${this.folder}/${name}`;
      const options = append ? { append } : { write: true, truncate: true };
      using file = await Deno.open(path, { create: true, mode: OWNER_ONLY_FILE, ...options });
      await writeAll(file, new TextEncoder().encode(text));
      await file.sync();
    } catch (error) {
      throw notWritable(this.folder, error);
    }
  }
}

/** Folder of a device's state: readable, and different for every agent path. */
export async function stateFolderOf(stateFolder: string, agentPath: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(agentPath));
  const readable = agentPath.replace(/[^A-Za-z0-9]+/g, "-").slice(1).slice(-40);
  return `${stateFolder}/${new Uint8Array(digest).toHex().slice(0, 12)}-${readable}`;
}

/** All devices that have state below a folder. */
export async function listStateStores(stateFolder: string): Promise<readonly FileStateStore[]> {
  const stores: FileStateStore[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(stateFolder)) {
      if (isDirectory) stores.push(new FileStateStore(`${stateFolder}/${name}`));
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new HarnessError(
      "state/unreadable",
      `Cannot read the state folder "${stateFolder}": ${String(error)}`,
      {
        hint: "Run the command as the user who ran the harness before, or name the folder with --state",
        cause: error,
      },
    );
  }
  return stores.sort((left, right) => left.folder.localeCompare(right.folder));
}

function notWritable(folder: string, cause: unknown): HarnessError {
  return new HarnessError(
    "state/not-writable",
    `Cannot write the state folder "${folder}": ${String(cause)}`,
    {
      hint: "Name a folder that you may write to with --state",
      cause,
    },
  );
}

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
