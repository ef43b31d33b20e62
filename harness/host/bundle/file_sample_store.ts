// Samples on disk, appended as they come.
import { HarnessError } from "../../model/harness_error.ts";
import type { SampleStore } from "../../ports/bundle.ts";

/** Store in one file, which is made with the first sample. */
export class FileSampleStore implements SampleStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async append(lines: string): Promise<void> {
    try {
      await Deno.writeTextFile(this.#path, lines, { append: true });
    } catch (error) {
      throw new HarnessError("output/not-writable", `Cannot append to "${this.#path}": ${String(error)}`, {
        hint: "Check the free space of the output folder",
        cause: error,
      });
    }
  }
}
