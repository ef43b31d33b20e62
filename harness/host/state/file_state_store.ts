// Lock and journal of one device on disk. The lock ends with the process that holds it, however that ends; the journal
// is what such a process leaves behind.
import { HarnessError } from "../../model/harness_error.ts";
import type { DeviceState, JournalEntry, LockHolder, StateOwner } from "../../ports/state_store.ts";
import { type FolderRules, makeSafeFolder } from "../files/make_safe_folder.ts";
import { SafeWriter } from "../files/safe_writer.ts";
import { type Half, isProgramLocked, lockFolder, lockProgram, release } from "./device_lock.ts";
import { type DevicePlaces, NOTE } from "./device_places.ts";
import { HOLDER, type NotedHolder, readHolder } from "./lock_holder.ts";
import { JournalFile } from "./journal_file.ts";
import { type JournalLine, openEntries } from "./journal_lines.ts";

/** Others may look whether something is open. */
const PUBLIC_FOLDER = 0o755;
const PUBLIC_FILE = 0o644;

/** Who may have a hand in a folder of state: what is in the journal is done, as root if we are root. */
export function stateRules(userId: number | null): FolderRules {
  return {
    trusted: userId === 0 ? new Set([0]) : null,
    owner: null,
    remedy: "Leave --state out, or name a folder in which only root may write",
  };
}

/** How often a lock is tried whose folder somebody takes away in that moment. */
const MOST_TRIES = 10;

/** State of one device at its places. */
export class FileStateStore implements DeviceState {
  readonly home: string;
  readonly folder: string;
  readonly about: StateOwner | null;
  readonly #places: DevicePlaces;
  /** Apart, so that a look at the files tells what stops the next run from what does not. */
  readonly #journal: JournalFile;
  readonly #kept: JournalFile;
  #locks: readonly Deno.FsFile[] = [];
  /** Folder of whoever held the lock before and did not end in order. */
  #abandoned: string | null = null;
  #lastId = 0;

  constructor(places: DevicePlaces) {
    this.#places = places;
    this.home = places.home;
    this.folder = places.folder;
    this.about = places.about;
    this.#journal = new JournalFile(`${places.home}/journal.ndjson`);
    this.#kept = new JournalFile(`${places.home}/kept.ndjson`);
  }

  async lock(
    holder: LockHolder,
    { besideOthers = false }: { readonly besideOthers?: boolean } = {},
  ): Promise<void> {
    const own = await this.#noted(() => this.#lockHome());
    if (own === "held") throw await this.#held([this.home]);
    const { program, elsewhere } = this.#places;
    const everybodys = program === null ? null : await lockProgram(program);
    if (everybodys === "held" && !besideOthers) {
      await release(own.file);
      throw await this.#held(elsewhere);
    }
    this.#locks = [own.file, ...(everybodys === null || everybodys === "held" ? [] : [everybodys.file])];
    this.#abandoned = await this.abandoned();
    const noted: NotedHolder = { ...holder, folder: this.folder };
    await this.#note(this.home, HOLDER, noted);
    if (this.about === null) return;
    for (const folder of new Set([this.home, this.folder])) await this.#note(folder, NOTE, this.about);
    const { listed } = this.#places;
    if (listed === null) return;
    // Whoever may not write there finds the device by the folder that the run was given.
    await makeSafeFolder(listed, stateRules(Deno.uid()))
      .then(() => this.#note(listed, NOTE, this.about)).catch(() => undefined);
  }

  /** Whoever held it before takes his folders away in the end: they are made again, now that nobody can. */
  async #lockHome(): Promise<Half> {
    for (let left = MOST_TRIES; left > 0; left -= 1) {
      const half = await this.#makeFolders().then(() => lockFolder(this.home)).catch(ignoreNotFound);
      if (half === undefined || half === null) continue;
      if (half === "held" || await this.#makeFolders().then(() => true, ignoreNotFound)) return half;
      await release(half.file);
    }
    return "held";
  }

  async unlock(): Promise<void> {
    const locks = this.#locks;
    if (locks.length === 0) return;
    this.#locks = [];
    // What stays behind does no harm; that the lock ends must not depend on it.
    const isSettled = await this.#isSettled();
    if (isSettled) {
      await this.#journal.remove();
      await this.#kept.remove();
      for (const folder of this.#folders()) {
        await Deno.remove(`${folder}/${NOTE}`).catch(() => undefined);
        // What else lies in it stays, and so does the folder then.
        if (folder !== this.home) await Deno.remove(folder).catch(() => undefined);
      }
    }
    await Deno.remove(`${this.home}/${HOLDER}`).catch(() => undefined);
    // While the program's half is held nobody else gets to work, so that no lock is taken away from under anybody.
    if (isSettled && locks.length > 1) {
      await Deno.remove(`${this.home}/lock`).catch(() => undefined);
      await Deno.remove(this.home).catch(() => undefined);
    }
    for (const file of locks) await release(file);
  }

  /** Nothing is open for sure; a journal that cannot be read stays for a person to look at. */
  async #isSettled(): Promise<boolean> {
    return await this.pending().then(({ length }) => length === 0, () => false);
  }

  async pending(): Promise<readonly JournalEntry[]> {
    const open = openEntries(await this.#lines()).toSorted((left, right) => left.id - right.id);
    const other = open.find(({ agentPath }) => this.about !== null && agentPath !== this.about.agentPath);
    if (other === undefined || await this.#isSameAgent(other.agentPath)) return open;
    throw new HarnessError(
      "state/unreadable",
      `Cannot believe the journal in "${this.home}": it names another agent, "${other.agentPath}"`,
      { hint: "Compare the settings of the device by hand, then remove the file" },
    );
  }

  /** Two paths may lead to one agent. */
  async #isSameAgent(agentPath: string): Promise<boolean> {
    return await Deno.realPath(agentPath).catch(() => null) === this.#places.program;
  }

  async isInUse(): Promise<boolean> {
    return this.#places.program !== null && await isProgramLocked(this.#places.program);
  }

  async remarks(): Promise<readonly string[]> {
    const contents = await Promise.all([this.#journal.read(), this.#kept.read()]);
    return contents.some(({ isTorn }) => isTorn)
      ? [
        `The last line of the journal in "${this.home}" was cut short by a crash: what it was to note was not begun, or is undone`,
      ]
      : [];
  }

  async open(entry: Omit<JournalEntry, "id">): Promise<JournalEntry> {
    const ids = (await this.#lines()).map((line) => line.kind === "open" ? line.entry.id : line.id);
    // A journal that was taken away must not make two intents of one run bear the same number.
    this.#lastId = Math.max(this.#lastId, ...ids) + 1;
    const numbered = { ...entry, id: this.#lastId };
    await this.#noted(() => this.#fileOf(entry).append({ kind: "open", entry: numbered }));
    return numbered;
  }

  async close(id: number): Promise<boolean> {
    const entry = openEntries(await this.#lines()).find((one) => one.id === id);
    if (entry === undefined) return false;
    await this.#noted(() => this.#fileOf(entry).append({ kind: "close", id }));
    return true;
  }

  async abandoned(): Promise<string | null> {
    return this.#abandoned ?? (await readHolder(this.home))?.folder ?? null;
  }

  async discard(): Promise<void> {
    for (const folder of [this.folder, this.home, this.#places.listed ?? this.home]) {
      await Deno.remove(folder, { recursive: true }).catch(ignoreNotFound);
    }
  }

  #fileOf({ kept }: Pick<JournalEntry, "kept">): JournalFile {
    return kept ? this.#kept : this.#journal;
  }

  async #lines(): Promise<readonly JournalLine[]> {
    return [...(await this.#journal.read()).lines, ...(await this.#kept.read()).lines];
  }

  async #makeFolders(): Promise<void> {
    for (const folder of new Set([this.home, this.folder])) {
      await makeSafeFolder(folder, stateRules(Deno.uid()));
      // Whoever owns the folder writes the journal, and what is in the journal is done.
      const { uid } = await Deno.lstat(folder);
      if (uid !== 0 && uid !== Deno.uid()) throw new Error(`it belongs to another user (${uid})`);
    }
    if (!this.#places.isPublic) return;
    for (const folder of [this.home.slice(0, this.home.lastIndexOf("/")), this.home]) {
      await Deno.chmod(folder, PUBLIC_FOLDER);
    }
  }

  /** All that may hold a note of this device. */
  #folders(): ReadonlySet<string> {
    return new Set(
      [this.home, this.folder, this.#abandoned, this.#places.listed].filter((folder) => folder !== null),
    );
  }

  async #note(folder: string, name: string, content: NotedHolder | StateOwner | null): Promise<void> {
    await this.#noted(async () => {
      const write = () => new SafeWriter(folder).write(name, JSON.stringify(content), { durable: true });
      // Somebody may take the folder away in this moment: what is to be undone must not fail for that.
      await write().catch(() => this.#makeFolders().then(write));
      if (this.#places.isPublic && folder === this.home) await Deno.chmod(`${folder}/${name}`, PUBLIC_FILE);
    });
  }

  /** @param homes Where the holder may have said who he is. */
  async #held(homes: readonly string[]): Promise<HarnessError> {
    const notes = await Promise.all(homes.map(readHolder));
    const holder = notes.find((note) => note !== null) ?? null;
    const who = holder === null
      ? "a run of another user"
      : `run ${holder.runId} (pid ${holder.pid}, since ${holder.since})`;
    return new HarnessError("lock/held", `Cannot take the lock of this device: ${who} holds it`, {
      hint: holder === null && this.#places.program !== null
        ? `Wait until that run has ended; "lsof ${this.#places.program}" says who it is`
        : "Wait until that run has ended",
    });
  }

  async #noted<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof HarnessError && error.code === "folder/not-safe") throw error;
      throw new HarnessError(
        "state/not-writable",
        `Cannot write the state folder "${this.home}": ${String(error)}`,
        {
          hint: this.home === this.folder
            ? "Run the command as the user who ran the harness before, and check the free space"
            : `Check who owns "${this.home}" and "${this.folder}", and the free space there`,
          cause: error,
        },
      );
    }
  }
}

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
