// The words of `compare`. What it does is in compare_command.ts, loaded when it is run.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { PRINT_OPTIONS } from "../words/run_options.ts";

/** The command `compare`. */
export function compareCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("compare")
    .description("Two runs beside each other: verdicts, times, costs, and every context that differs")
    .argument("<before>", "bundle, archive or facts of the first run")
    .argument("<after>", "of the second one; exit 1 when it is worse")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  command.action(async (before, after, options) => {
    const { compare } = await import(
      import.meta.resolve("./compare_command.ts")
    ) as typeof import("./compare_command.ts");
    context.end(await compare(await context.loadHost(), { before, after }, options));
  });
  return command;
}
