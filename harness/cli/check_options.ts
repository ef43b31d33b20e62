// Options of `check`. What it does is in check_command.ts.
import { type Command, Option } from "@commander-js/extra-typings";
import type { CommandContext } from "./command_context.ts";
import { deviceCommand, type DeviceOptions } from "./device_options.ts";
import { collectValues, collectWords } from "./option_values.ts";

/** Values of the options of `check`. */
export interface CheckCommandOptions extends DeviceOptions {
  readonly policy: "preview" | "ga";
  readonly attest: readonly string[];
  readonly waive: readonly string[];
  readonly json?: true;
  readonly color: boolean;
}

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
