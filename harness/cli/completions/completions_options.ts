// The words of `completions`, and of the command that its scripts call back, which nobody types.
import { Argument, Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { SHELLS } from "./completion_script.ts";

/** What the scripts call to complete a word. */
const CALLBACK = "complete";

/** Whether a shell, not a person, is asking: nothing but suggestions may be printed. */
export function isCompletionRequest(words: readonly string[]): boolean {
  return words[0] === CALLBACK;
}

/** The command `completions`. */
export function completionsCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("completions")
    .description("Print a completion script for bash, zsh or fish")
    .addArgument(new Argument("<shell>", "shell that is to complete").choices(SHELLS));
  command.action(async (shell) => {
    const { completionScript } = await import(
      import.meta.resolve("./completion_script.ts")
    ) as typeof import("./completion_script.ts");
    (await context.loadHost()).terminal.write(completionScript(shell));
  });
  return command;
}

/** The hidden command `complete -- WORDS`: what can stand where the last word is. */
export function completeCommand(context: CommandContext, root: () => CommandUnknownOpts): CommandUnknownOpts {
  const command = new Command(CALLBACK)
    .description("Suggest what can stand where the last of the words is")
    .argument("[words...]", "all words behind the name of the program, up to the cursor");
  command.action(async (words) => {
    const { completeWords } = await import(
      import.meta.resolve("./complete_words.ts")
    ) as typeof import("./complete_words.ts");
    const { completableValues } = await import(
      import.meta.resolve("./completable_values.ts")
    ) as typeof import("./completable_values.ts");
    const suggestions = await completeWords(root(), words, completableValues(context.loadHost));
    (await context.loadHost()).terminal.write(
      suggestions.map(({ value, description }) => `${value}\t${description}\n`).join(""),
    );
  });
  return command;
}
