// The one way in which the product writes: below a folder, no link is followed in any component; a file is created
// exclusively under a random name and renamed, so that a reader sees the old one or the new one, never half of it.
import { HarnessError } from "../../model/harness_error.ts";
import { type FileOwner, giveTo } from "./give_to.ts";
import { writeAll } from "./write_all.ts";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** What a file is to be. */
export type Content = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** How a file is written. */
export interface WriteOptions {
  /** 0600 when left out. */
  readonly mode?: number;
  /** On disk, and not only in the cache of the system, before it is renamed. */
  readonly durable?: boolean;
}

/**
 * Writes below one folder, which the caller has made or chosen. Paths are relative to it; folders on the way are made,
 * readable by their owner only. The runtime has no renaming by descriptor: that nobody swaps the folder itself is for
 * the caller to see to (makeSafeFolder).
 */
export class SafeWriter {
  readonly #folder: string;
  readonly #owner: FileOwner | null;

  /** @param owner Who gets what is written; null for the user who writes it. */
  constructor(folder: string, owner: FileOwner | null = null) {
    this.#folder = folder;
    this.#owner = owner;
  }

  /**
   * Writes a file whole, in the place of what bears its name: a link is replaced, not followed.
   *
   * @throws HarnessError `output/not-writable`; the file is as it was then, and nothing is left beside it.
   */
  async write(path: string, content: Content, { mode, durable = false }: WriteOptions = {}): Promise<void> {
    await this.#guarded(path, async () => {
      const at = await this.#prepare(path);
      const temporary = at.replace(/[^/]*$/, (name) => `.${name.slice(0, 100)}.${randomName()}.part`);
      const file = await this.#create(temporary, mode);
      try {
        try {
          for await (const piece of piecesOf(content)) await writeAll(file, piece);
          if (durable) await file.sync();
        } finally {
          file.close();
        }
        await this.#refuseLinks(path);
        await Deno.rename(temporary, at);
      } catch (error) {
        await Deno.remove(temporary).catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * Creates a file that grows, and leaves it open for that.
   *
   * @throws HarnessError `output/not-writable`, also when anything bears its name.
   */
  async create(path: string, { mode }: WriteOptions = {}): Promise<Deno.FsFile> {
    return await this.#guarded(path, async () => await this.#create(await this.#prepare(path), mode));
  }

  /**
   * Puts a file of the folder in the place of what bears another name there.
   *
   * @throws HarnessError `output/not-writable`.
   */
  async move(from: string, to: string): Promise<void> {
    await this.#guarded(to, async () => {
      await this.#refuseLinks(from);
      await Deno.rename(`${this.#folder}/${from}`, await this.#prepare(to));
    });
  }

  /** Makes the folders on the way to a path, and gives the whole path. */
  async #prepare(path: string): Promise<string> {
    for (const step of stepsTo(path)) {
      const at = `${this.#folder}/${step}`;
      try {
        await Deno.mkdir(at, { mode: OWNER_ONLY_FOLDER });
        if (this.#owner !== null) giveTo(at, await Deno.lstat(at), this.#owner);
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
      }
    }
    await this.#refuseLinks(path);
    return `${this.#folder}/${path}`;
  }

  async #refuseLinks(path: string): Promise<void> {
    for (const step of stepsTo(path)) {
      const { isDirectory } = await Deno.lstat(`${this.#folder}/${step}`);
      if (!isDirectory) throw new Error(`"${step}" is no folder`);
    }
  }

  async #create(at: string, mode = OWNER_ONLY_FILE): Promise<Deno.FsFile> {
    const file = await Deno.open(at, { createNew: true, append: true, mode });
    try {
      if (this.#owner !== null) giveTo(at, await file.stat(), this.#owner);
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  async #guarded<T>(path: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof HarnessError) throw error;
      throw new HarnessError(
        "output/not-writable",
        `Cannot write "${this.#folder}/${path}": ${String(error)}`,
        {
          hint: "Check the rights and the free space of the folder, and that no link lies in it",
          cause: error,
        },
      );
    }
  }
}

/** Folders on the way to a path, from the outside in. */
function stepsTo(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  if (path.startsWith("/") || path.split("/").includes("..")) {
    throw new Error(`"${path}" leads out of the folder`);
  }
  return parts.map((_, last) => parts.slice(0, last + 1).join("/"));
}

async function* piecesOf(content: Content): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (typeof content === "string") yield encoder.encode(content);
  else if (content instanceof Uint8Array) yield content;
  else for await (const piece of content) yield typeof piece === "string" ? encoder.encode(piece) : piece;
}

function randomName(): string {
  return crypto.getRandomValues(new Uint8Array(8)).toHex();
}
