// `completions SHELL`: made from the command tree by a library that is loaded only when a shell asks.
import { Command } from "@commander-js/extra-typings";

/** What the generated scripts call to complete a word. */
const CALLBACK = "complete";
const COMMAND = "completions";

/** Whether a shell, not a person, is asking: nothing but suggestions may be printed. */
export function isCompletionRequest(words: readonly string[]): boolean {
  return words[0] === CALLBACK;
}

/** Adds the command to the tree; the real one only when it is used. */
export async function addCompletions(program: Command, words: readonly string[]): Promise<void> {
  if (words[0] !== COMMAND && !isCompletionRequest(words)) {
    program.addCommand(
      new Command(COMMAND).description("Print a completion script for bash, zsh or fish").argument("<shell>"),
    );
    return;
  }
  const { default: tab } = await import("@bomb.sh/tab/commander");
  // Made for the same command tree without the types of its options.
  (tab as (program: Command, options: Parameters<typeof tab>[1]) => unknown)(program, {
    completionCommandName: COMMAND,
  });
}
