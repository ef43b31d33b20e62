// Options of `enable`, `disable` and `restore`. What they do is in setting_command.ts and restore_command.ts.
import { Command } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import { parseSeconds } from "../words/option_values.ts";

/** The commands `enable` and `disable`. */
export function settingCommands(context: CommandContext): readonly Command[] {
  return (["enable", "disable"] as const).map((name) => {
    const command = deviceCommand(name)
      .description(
        `Switch behavior monitoring ${name === "enable" ? "on" : "off"}, verified by reading it again`,
      )
      .option("--settle <seconds>", "wait after the change (default: none)", parseSeconds)
      .option("--dry-run", "print what would be done, and do nothing")
      .option("--json", "print JSON");
    command.action(async (options) => {
      const { switchSetting } = await import("./setting_command.ts");
      context.end(await switchSetting(await context.loadHost(), `${name}d`, options));
    });
    return command as unknown as Command;
  });
}

/** The command `restore`. */
export function restoreCommand(context: CommandContext): Command {
  const command = new Command("restore")
    .description("Undo what a run or enable or disable left changed, also after the harness was killed")
    .option("--device <which>", "only real devices, or only simulated ones (default: all)")
    .option("--mdatp <path>", "only the device with this agent")
    .option("--platform <system>", "taken from the journal; accepted for symmetry")
    .option("--state <folder>", "folder for lock and journal")
    .option("--dry-run", "print what would be undone, and do nothing")
    .option("--json", "print JSON");
  command.action(async ({ platform: _platform, ...options }) => {
    const { restore } = await import("./restore_command.ts");
    context.end(await restore(await context.loadHost(), options));
  });
  return command as unknown as Command;
}
