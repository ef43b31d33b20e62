// Files that come into a folder together or not at all: they are written beside it first, and a disk that fills up
// meanwhile leaves the folder as it was.
import type { StagedFiles } from "../../ports/bundle_files.ts";
import { type Content, SafeWriter } from "../files/safe_writer.ts";
import { writeChecksums } from "./write_checksums.ts";

/** Room for the list of checksums, which is written last: nothing is to fail then. */
const ROOM_BYTES = 64 * 1024;
const ROOM_FILE = "room";

/** Files below a folder of their own within the folder that they are for. */
export class FilesInStage implements StagedFiles {
  readonly #folder: string;
  readonly #stage: string;
  readonly #writer: SafeWriter;
  readonly #paths: string[] = [];

  /** @param folder Where they go. @param writer What may write there. */
  constructor(folder: string, writer: SafeWriter) {
    this.#folder = folder;
    this.#stage = `.stage-${crypto.getRandomValues(new Uint8Array(8)).toHex()}`;
    this.#writer = writer;
  }

  async write(path: string, content: Content): Promise<void> {
    await this.#writer.write(`${this.#stage}/${path}`, content);
    this.#paths.push(path);
  }

  writePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
    return this.write(path, pieces);
  }

  async commit(): Promise<void> {
    await this.#writer.write(`${this.#stage}/${ROOM_FILE}`, new Uint8Array(ROOM_BYTES));
    for (const path of this.#paths) await this.#writer.move(`${this.#stage}/${path}`, path);
    await this.discard();
    await writeChecksums(this.#folder, this.#writer);
  }

  async discard(): Promise<void> {
    await Deno.remove(`${this.#folder}/${this.#stage}`, { recursive: true }).catch(() => undefined);
  }
}
