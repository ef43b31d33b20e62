// The words of `config`. What it does is in show_configuration.ts.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { CONFIG_OPTIONS, PRINT_OPTIONS } from "../words/run_options.ts";
import { SETTINGS } from "./settings.ts";

/** The command that shows what a configuration says leaves its own options as they were typed. */
const SHOW = "show";

/** Whether a command lets a configuration say what its command line leaves open. Of a recording nothing can be set. */
export function takesConfiguration(command: CommandUnknownOpts): boolean {
  const { device } = command.opts() as { readonly device?: string };
  return command.name() !== SHOW && !isRecorded(device) &&
    command.options.some(({ long }) => long === CONFIG_OPTIONS.config.long);
}

function isRecorded(device: string | undefined): boolean {
  return device !== undefined && device.startsWith("recorded");
}

/** The command `config show`, which takes the options of `verify` that can be set. */
export function configCommand(context: CommandContext, verify: CommandUnknownOpts): CommandUnknownOpts {
  const show = new Command(SHOW)
    .description("Print what counts for the next run, and where each value comes from")
    .addOption(CONFIG_OPTIONS.config)
    .addOption(CONFIG_OPTIONS.noConfig)
    .addOption(PRINT_OPTIONS.json);
  for (const { flag } of SETTINGS) {
    const option = verify.options.find(({ long }) => long === flag);
    if (option !== undefined) show.addOption(option);
  }
  show.action(async ({ json }, command) => {
    const { showConfiguration } = await import(
      import.meta.resolve("./show_configuration.ts")
    ) as typeof import("./show_configuration.ts");
    context.end(await showConfiguration(await context.loadHost(), command, json === true));
  });
  return new Command("config").description("What is set in a file or in the environment").addCommand(show);
}
