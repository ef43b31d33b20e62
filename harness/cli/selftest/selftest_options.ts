// The words of `selftest`. What it does is in selftest_command.ts.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { whileWaiting } from "../showing/while_waiting.ts";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import { PRINT_OPTIONS } from "../words/run_options.ts";

/** The command `selftest`. */
export function selftestCommand(context: CommandContext): CommandUnknownOpts {
  return deviceCommand("selftest")
    .description("Try what the harness takes for granted about this machine and the agent; triggers nothing")
    .option("--consent", "also ask the agent for changes of behavior monitoring, and put it back")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .addOption(PRINT_OPTIONS.noColor)
    .action(async (options) => {
      const { selftest } = await import(
        import.meta.resolve("./selftest_command.ts")
      ) as typeof import("./selftest_command.ts");
      const host = await context.loadHost();
      context.end(
        await whileWaiting(host, "trying what is taken for granted", () => selftest(host, options)),
      );
    });
}
