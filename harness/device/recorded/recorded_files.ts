// Configuration of a recorded device, as the commands printed it that read it then.
import { HarnessError } from "../../model/harness_error.ts";
import type { FolderListing, ProfileFiles, ProfileRead } from "../../ports/profile_files.ts";
import { MANAGED_FILE } from "./recorded_commands.ts";
import type { RecordedAnswers } from "./recorded_answers.ts";

/** Reads what was recorded; writes nothing. */
export class RecordedFiles implements ProfileFiles {
  readonly #answers: RecordedAnswers;

  constructor(answers: RecordedAnswers) {
    this.#answers = answers;
  }

  /** A file that could not be printed was not there, as far as a recording tells. */
  async read(path: string): Promise<ProfileRead> {
    const output = await this.#answers.find(MANAGED_FILE, path);
    if (output === null || output.exitCode !== 0) return { kind: "absent" };
    return { kind: "read", bytes: output.stdout, modifiedAt: null };
  }

  /** Which users there are is not recorded. */
  listFolders(): Promise<FolderListing> {
    return Promise.resolve({ kind: "absent" });
  }

  write(path: string): Promise<void> {
    throw new HarnessError("output/not-writable", `Cannot write "${path}": the device is a recording`, {
      hint: "Name a real device",
    });
  }
}
