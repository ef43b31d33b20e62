// The words of `check`. What it does is in check_command.ts.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { whileWaiting } from "../showing/while_waiting.ts";
import { deviceCommand } from "../words/device_options.ts";
import {
  CONFIG_OPTIONS,
  PREREQUISITE_OPTIONS,
  PREREQUISITES_IN_WORDS,
  PRINT_OPTIONS,
} from "../words/run_options.ts";

/** The command `check`. */
export function checkCommand(context: CommandContext): CommandUnknownOpts {
  return deviceCommand("check")
    .description("Check the prerequisites only; changes and triggers nothing")
    .addOption(PREREQUISITE_OPTIONS.policy)
    .addOption(PREREQUISITE_OPTIONS.attest)
    .addOption(PREREQUISITE_OPTIONS.waive)
    .option("--from <files...>", "check what somebody pasted instead of a device; - is standard input")
    .addOption(CONFIG_OPTIONS.config)
    .addOption(CONFIG_OPTIONS.noConfig)
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .addOption(PRINT_OPTIONS.noColor)
    .addHelpText("after", PREREQUISITES_IN_WORDS)
    .action(async ({ from, ...options }) => {
      if (from !== undefined) {
        const { checkPasted } = await import(
          import.meta.resolve("./check_pasted.ts")
        ) as typeof import("./check_pasted.ts");
        context.end(await checkPasted(await context.loadHost(), { ...options, from }));
        return;
      }
      const { check } = await import(
        import.meta.resolve("./check_command.ts")
      ) as typeof import("./check_command.ts");
      const host = await context.loadHost();
      context.end(await whileWaiting(host, "asking the agent", () => check(host, options)));
    });
}
