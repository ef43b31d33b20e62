// Options of `check`. What it does is in check_command.ts.
import { type Command, Option } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import { collectValues, collectWords } from "../words/option_values.ts";

/** The command `check`. */
export function checkCommand(context: CommandContext): Command {
  const command = deviceCommand("check")
    .description("Check the prerequisites only; changes and triggers nothing")
    .addOption(
      new Option("--policy <name>", "prerequisites to check").choices(["preview", "ga"] as const)
        .default("preview" as const),
    )
    .option(
      "--attest <ids>",
      "facts that no command shows: preview-features, enrolled",
      collectWords,
      [] as readonly string[],
    )
    .option(
      "--waive <id=reason>",
      "do not count a prerequisite that is unmet",
      collectValues,
      [] as readonly string[],
    )
    .option("--json", "print JSON instead of a table")
    .option("--no-color", "no colour");
  command.action(async (options) => {
    const { check } = await import("./check_command.ts");
    context.end(await check(await context.loadHost(), options));
  });
  return command as unknown as Command;
}
