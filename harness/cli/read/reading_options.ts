// Options of the commands that only read: `parse`, `judge` and `scenarios`.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { PRINT_OPTIONS, UNVERIFIED_OPTION } from "../words/run_options.ts";

/** The command `parse`. */
export function parseCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("parse")
    .description("Turn pasted or saved agent output into JSON")
    .argument("<kind>", "what it is: health, threats, ps, …; left out, it is told by looking")
    .argument("[file]", "file to read; - is standard input")
    .option("--json", "JSON is what it prints anyway");
  command.action(async (kind, file) => {
    const { parse } = await import("./parse_command.ts");
    context.end(await parse(() => context.loadHost(), kind, file));
  });
  return command;
}

/** The command `judge`. */
export function judgeCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("judge")
    .description("Judge the stored evidence of a run again, without touching a device")
    .argument("<bundle>", "folder of the run")
    .addOption(UNVERIFIED_OPTION)
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  command.action(async (bundle, options) => {
    const { judge } = await import("./judge_command.ts");
    context.end(await judge(await context.loadHost(), bundle, options));
  });
  return command;
}

/** The command `scenarios` with `list` and `show`. */
export function scenariosCommand(context: CommandContext): CommandUnknownOpts {
  const list = new Command("list")
    .description("List the catalogue (--quiet: the ids)")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  list.action(async (options) => {
    const { listScenarios } = await import("./scenarios_command.ts");
    context.end(listScenarios(await context.loadHost(), options));
  });
  const show = new Command("show")
    .description("Show what a scenario does and expects (--quiet: its title)")
    .argument("<id>", "id or glob")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  show.action(async (id, options) => {
    const { showScenarios } = await import("./scenarios_command.ts");
    context.end(showScenarios(await context.loadHost(), id, options));
  });
  return new Command("scenarios").description("The catalogue of scenarios").addCommand(list).addCommand(show);
}
