// Samples on disk, appended as they come.
import { HarnessError } from "../../model/harness_error.ts";
import type { SampleStore } from "../../ports/bundle.ts";
import type { SafeWriter } from "../files/safe_writer.ts";
import { writeAll } from "../files/write_all.ts";

/** Store in one file, which is made with the first sample. */
export class FileSampleStore implements SampleStore {
  readonly #writer: SafeWriter;
  readonly #name: string;
  #file: Deno.FsFile | null = null;

  /** @param name Of the file, below the folder of the writer. */
  constructor(writer: SafeWriter, name: string) {
    this.#writer = writer;
    this.#name = name;
  }

  async append(lines: string): Promise<void> {
    try {
      this.#file ??= await this.#writer.create(this.#name);
      await writeAll(this.#file, new TextEncoder().encode(lines));
    } catch (error) {
      throw new HarnessError("output/not-writable", `Cannot append to "${this.#name}": ${String(error)}`, {
        hint: "Check the free space of the output folder",
        cause: error,
      });
    }
  }

  /** Ends the file; nothing may be appended afterwards. */
  close(): void {
    this.#file?.close();
    this.#file = null;
  }
}
