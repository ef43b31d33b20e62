// Text of a command and how it ended, in words.
import { HarnessError } from "../model/harness_error.ts";
import type { Command, CommandOutput } from "../ports/command_runner.ts";
import { printableLine } from "../model/text/printable.ts";
import { confirmed, type Finding, type Probe, refuted, untested } from "./assumption.ts";

const LONGEST_QUOTE = 100;

/** Standard output as text. */
export function textOf({ stdout }: CommandOutput): string {
  return new TextDecoder().decode(stdout);
}

/** Standard error as text. */
export function complaintOf({ stderr }: CommandOutput): string {
  return new TextDecoder().decode(stderr);
}

/** The first line with something on it, in quotes. */
export function quoteFirstLine(text: string): string {
  const line = text.split("\n").find((candidate) => candidate.trim() !== "") ?? "";
  return line === "" ? "nothing" : `"${printableLine(line.trim(), LONGEST_QUOTE)}"`;
}

/** `exit code 1, which says "…"`. */
export function howItEnded(output: CommandOutput): string {
  const { exitCode, signal, timedOut, stderr } = output;
  if (timedOut) return "no end in time";
  if (signal !== null) return `an end by ${signal}`;
  const said = stderr.length > 0 ? complaintOf(output) : textOf(output);
  return `exit code ${exitCode}, and it says ${quoteFirstLine(said)}`;
}

/** Null when the command ended with exit code 0, else what to say of it. */
export function badEnd(output: CommandOutput): Finding | null {
  // A slow machine shows nothing about the belief.
  if (output.timedOut) return untested("The command did not end in time");
  return output.exitCode === 0 ? null : refuted(`It gave ${howItEnded(output)}`);
}

/** What one of our own programs saw; why nothing can be said when it did not come to its end. */
export function sawOf<T>(output: CommandOutput): { readonly saw: T } | { readonly finding: Finding } {
  // A fault of the program shows nothing about the belief.
  if (output.exitCode !== 0) return { finding: untested(`The trial program gave ${howItEnded(output)}`) };
  return { saw: JSON.parse(textOf(output)) };
}

/**
 * A probe of a command whose answer must be readable; `read` gives what it says, and null or a HarnessError when it
 * cannot be read.
 */
export function answerOf(argv: Command["argv"], read: (output: CommandOutput) => string | null): Probe {
  return async (trial) => {
    const output = await trial.run(argv);
    return badEnd(output) ?? readable(output, read);
  };
}

function readable(output: CommandOutput, read: (output: CommandOutput) => string | null): Finding {
  try {
    const seen = read(output);
    if (seen !== null) return confirmed(seen);
  } catch (thrown) {
    if (!(thrown instanceof HarnessError)) throw thrown;
    return refuted(thrown.message);
  }
  return refuted(`The answer ${quoteFirstLine(textOf(output))} cannot be read`);
}
