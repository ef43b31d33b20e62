// Options of `simulate`. What it does is in simulate_command.ts.
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { parsePositiveSeconds } from "../words/option_values.ts";
import { PRINT_OPTIONS } from "../words/run_options.ts";

/** The command `simulate` with `list` and `start`. */
export function simulateCommand(context: CommandContext): CommandUnknownOpts {
  const list = new Command("list")
    .description("List the profiles and what verify must make of each")
    .addOption(PRINT_OPTIONS.json);
  list.action(async (options) => {
    const { listProfiles } = await import(
      import.meta.resolve("./simulate_command.ts")
    ) as typeof import("./simulate_command.ts");
    context.end(await listProfiles(await context.loadHost(), options));
  });
  const start = new Command("start")
    .description("Start a simulated device, with an mdatp to type at, until Ctrl-C or the end of input")
    .argument("[profile]", "profile of the device", "healthy-preview")
    .addOption(
      new Option("--deadline <seconds>", "deadline that a late profile is late against")
        .argParser(parsePositiveSeconds).default(30_000, "30"),
    )
    .option("--json", "print one line of JSON instead of text");
  start.action(async (profile, options) => {
    const { startSimulation } = await import(
      import.meta.resolve("./simulate_command.ts")
    ) as typeof import("./simulate_command.ts");
    context.end(await startSimulation(await context.loadHost(), profile, options));
  });
  return new Command("simulate")
    .description("Simulated devices: real processes, marked as simulated in every report")
    .addCommand(list)
    .addCommand(start);
}
