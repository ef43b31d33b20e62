// The words of `enable`, `disable` and `restore`. What they do is in setting_command.ts and restore_command.ts.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { whileWaiting } from "../showing/while_waiting.ts";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand, STATE_OPTION } from "../words/device_options.ts";
import { parseSeconds } from "../words/option_values.ts";
import { PRINT_OPTIONS, RUN_OPTIONS } from "../words/run_options.ts";

/** The commands `enable` and `disable`. */
export function settingCommands(context: CommandContext): readonly CommandUnknownOpts[] {
  return (["enable", "disable"] as const).map((name) =>
    deviceCommand(name)
      .description(
        `Switch behavior monitoring ${name === "enable" ? "on" : "off"}, verified by reading it again`,
      )
      .option("--settle <seconds>", "wait after the change (default: none)", parseSeconds)
      .addOption(RUN_OPTIONS.dryRun)
      .addOption(RUN_OPTIONS.restoreFirst)
      .addOption(PRINT_OPTIONS.json)
      .addOption(PRINT_OPTIONS.quiet)
      .action(async ({ settle: settleMs, ...options }) => {
        const { switchSetting } = await import(
          import.meta.resolve("./setting_command.ts")
        ) as typeof import("./setting_command.ts");
        const host = await context.loadHost();
        context.end(
          await whileWaiting(
            host,
            "changing behavior monitoring",
            () => switchSetting(host, `${name}d`, { ...options, settleMs }),
          ),
        );
      })
  );
}

/** The command `restore`. */
export function restoreCommand(context: CommandContext): CommandUnknownOpts {
  return new Command("restore")
    .description("Undo what a run or enable or disable left changed, also after the harness was killed")
    .option("--device <which>", "only real devices, or only simulated ones (default: all)")
    .option("--mdatp <path>", "only the device with this agent")
    .option("--platform <system>", "taken from the journal; accepted for symmetry")
    .addOption(STATE_OPTION)
    .option(
      "--forget <run>",
      "give up what this run left, for an agent that never comes back; undoes nothing",
    )
    .option("--dry-run", "print what would be undone, and do nothing")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .action(async ({ platform: _platform, ...options }) => {
      const { restore } = await import(
        import.meta.resolve("./restore_command.ts")
      ) as typeof import("./restore_command.ts");
      const host = await context.loadHost();
      context.end(await whileWaiting(host, "putting back what is left", () => restore(host, options)));
    });
}
