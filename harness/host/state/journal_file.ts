// One file of journal lines: appended to and made durable, read whole.
import { HarnessError } from "../../model/harness_error.ts";
import { syncFolder } from "../files/sync_folder.ts";
import { writeAll } from "../files/write_all.ts";
import { JOURNAL_VERSION, type JournalContent, type JournalLine, parseJournal } from "./journal_lines.ts";

const OWNER_ONLY_FILE = 0o600;
const EMPTY: JournalContent = { lines: [], isTorn: false };

/** A journal below a folder that nobody else can write in. */
export class JournalFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws HarnessError `state/unreadable`. */
  async read(): Promise<JournalContent> {
    try {
      const found = await Deno.lstat(this.#path).catch(ignoreNotFound);
      if (found === undefined) return EMPTY;
      const { isFile, uid } = found;
      if (!isFile) throw new Error("it is no regular file");
      if (uid !== 0 && uid !== Deno.uid()) throw new Error(`it belongs to another user (${uid})`);
      return parseJournal(await Deno.readTextFile(this.#path));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new HarnessError("state/unreadable", `Cannot understand the journal "${this.#path}": ${why}`, {
        hint:
          "Use the version of bmverify that wrote it, or compare the settings of the device by hand and remove the file",
        cause: error,
      });
    }
  }

  /** On disk before it returns: what is not there cannot be undone after a crash. */
  async append(line: JournalLine): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify({ version: JOURNAL_VERSION, ...line })}\n`);
    const isNew = !await this.#dropTornLine();
    using file = await Deno.open(this.#path, { create: true, append: true, mode: OWNER_ONLY_FILE });
    await writeAll(file, bytes);
    await file.sync();
    if (isNew) await syncFolder(this.#path.slice(0, this.#path.lastIndexOf("/")));
  }

  async remove(): Promise<void> {
    await Deno.remove(this.#path).catch(() => undefined);
  }

  /** What is written behind a line that a crash cut short would be lost with it. Tells whether there is a journal. */
  async #dropTornLine(): Promise<boolean> {
    try {
      const bytes = await Deno.readFile(this.#path);
      const whole = bytes.lastIndexOf("\n".charCodeAt(0)) + 1;
      if (whole < bytes.length) await Deno.truncate(this.#path, whole);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }
}

function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
