// Commands answered from the evidence of a recording: each as it was answered first, when the device was as found.
import { HarnessError } from "../../model/harness_error.ts";
import type { EvidenceEntry, StoredBundle } from "../../ports/bundle.ts";
import type { Command, CommandOutput, CommandRunner } from "../../ports/command_runner.ts";

/** Answers the commands that were run for a recording, and no others. */
export class RecordedAnswers implements CommandRunner {
  readonly #bundle: Pick<StoredBundle, "evidence" | "readStdout" | "readStderr">;

  constructor(bundle: Pick<StoredBundle, "evidence" | "readStdout" | "readStderr">) {
    this.#bundle = bundle;
  }

  /** @throws HarnessError `agent/not-asked` for a command that the recording does not hold. */
  async run({ argv }: Command): Promise<CommandOutput> {
    const entry = this.#bundle.evidence.find((one) => isSame(one.argv, argv));
    if (entry === undefined) throw notAsked(argv.join(" "));
    return await this.outputOf(entry);
  }

  /** The answer of the first command that ends with these words; null when none does. */
  async find(label: string, last: string): Promise<CommandOutput | null> {
    const entry = this.#bundle.evidence.find((one) => one.label === label && one.argv.at(-1)?.endsWith(last));
    return entry === undefined ? null : await this.outputOf(entry);
  }

  /**
   * The first whole answer to a question in any form, or else the first of all.
   *
   * @throws HarnessError `agent/not-asked`.
   */
  async answerTo(words: readonly string[]): Promise<CommandOutput> {
    const asked = this.#bundle.evidence.filter(({ argv: [program = "", ...rest] }) =>
      isSame([nameOf(program), ...withoutForm(rest)], words)
    );
    const entry = asked.find(({ exitCode }) => exitCode === 0) ?? asked[0];
    if (entry === undefined) throw notAsked(words.join(" "));
    return await this.outputOf(entry);
  }

  async outputOf(entry: EvidenceEntry): Promise<CommandOutput> {
    const { argv, startedAt, startedMs, durationMs, exitCode, signal, timedOut, truncated } = entry;
    return {
      ...{ argv, startedAt, durationMs, exitCode, signal, timedOut, truncated },
      startedAtMs: startedMs,
      stdout: await this.#bundle.readStdout(entry),
      stderr: await this.#bundle.readStderr(entry),
    };
  }
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf("/") + 1);
}

function withoutForm(words: readonly string[]): readonly string[] {
  const at = words.indexOf("--output");
  return at < 0 ? words : words.toSpliced(at, 2);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

function notAsked(command: string): HarnessError {
  return new HarnessError("agent/not-asked", `The recording holds no answer to "${command}"`, {
    hint: 'Record the device again with "sudo bmverify record", with this version',
  });
}
