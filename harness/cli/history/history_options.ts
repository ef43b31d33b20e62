// The words of `history`. What they do is loaded when they are run.
import { Command, type CommandUnknownOpts, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { EVIDENCE_KINDS } from "../../../reports/facts/evidence_kind.ts";
import type { CommandContext } from "../words/command_context.ts";
import { STATE_OPTION } from "../words/device_options.ts";
import { collectValues } from "../words/option_values.ts";
import { HISTORY_OPTION, PRINT_OPTIONS } from "../words/run_options.ts";

/** The command `history` with all that belongs to it. */
export function historyCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("history").description(
    "The nights of a device: list, trend, and a gate that judges them",
  );
  const children = [
    ...[listCommand, showCommand, trendCommand, gateCommand, acceptCommand, firstBadCommand],
    ...[rebuildCommand, pruneCommand],
  ];
  for (const child of children) command.addCommand(child(context));
  return command;
}

/** Which store, which kind of runs, and which device. */
function reading<Name extends string>(name: Name) {
  return new Command(name)
    .addOption(HISTORY_OPTION)
    .addOption(STATE_OPTION)
    .addOption(
      new Option("--evidence <kind>", "kind of runs; kinds never stand in one series").choices(EVIDENCE_KINDS)
        .default("real" as const),
    )
    .option("--device <key>", "one device of several, by the beginning of its key");
}

function listCommand(context: CommandContext): CommandUnknownOpts {
  return reading("list")
    .description("Every run: night, verdict, agent, and what changed (--quiet: the last one)")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .action(async (options) => {
      const { listHistory } = await import(
        import.meta.resolve("./read_commands.ts")
      ) as typeof import("./read_commands.ts");
      context.end(await listHistory(await context.loadHost(), options));
    });
}

function showCommand(context: CommandContext): CommandUnknownOpts {
  return reading("show")
    .description("The facts of one run (--quiet: its first line)")
    .argument("<night>", "id of a run, or a night: 2026-11-23")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .action(async (night, options) => {
      const { showNight } = await import(
        import.meta.resolve("./read_commands.ts")
      ) as typeof import("./read_commands.ts");
      context.end(await showNight(await context.loadHost(), night, options));
    });
}

function trendCommand(context: CommandContext): CommandUnknownOpts {
  return reading("trend")
    .description("A page: verdicts, times and costs over the nights, with every change of context")
    .option("--out <folder>", "folder that gets trend.html", "reports/out")
    .option("--open", "open it in the browser")
    .action(async (options) => {
      const { writeTrend } = await import(
        import.meta.resolve("./trend_command.ts")
      ) as typeof import("./trend_command.ts");
      context.end(await writeTrend(await context.loadHost(), options));
    });
}

function gateCommand(context: CommandContext): CommandUnknownOpts {
  return reading("gate")
    .description(
      "Whether the last night is worse: a verdict at once, a cost after three nights; exit 1 when it is",
    )
    .option("--strict", "exit 3 where it cannot be told")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .action(async (options) => {
      const { gateHistory } = await import(
        import.meta.resolve("./read_commands.ts")
      ) as typeof import("./read_commands.ts");
      context.end(await gateHistory(await context.loadHost(), options));
    });
}

function acceptCommand(context: CommandContext): CommandUnknownOpts {
  return reading("accept")
    .description("From a night on all is as it should be: what the gate looks back on starts there")
    .argument("<night>", "id of a run, or a night: 2026-11-23")
    .requiredOption("--because <text>", "why; it stands in the history and on the page")
    .action(async (night, options) => {
      const { acceptNight } = await import(
        import.meta.resolve("./write_commands.ts")
      ) as typeof import("./write_commands.ts");
      context.end(await acceptNight(await context.loadHost(), night, options));
    });
}

function firstBadCommand(context: CommandContext): CommandUnknownOpts {
  return reading("first-bad")
    .description("Where what is worse began, and the cause where only one thing changed there")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .action(async (options) => {
      const { tellFirstBad } = await import(
        import.meta.resolve("./read_commands.ts")
      ) as typeof import("./read_commands.ts");
      context.end(await tellFirstBad(await context.loadHost(), options));
    });
}

function rebuildCommand(context: CommandContext): CommandUnknownOpts {
  return new Command("rebuild")
    .description("Add every run of some folders; a damaged history is put out of the way first")
    .argument("<folders...>", "folders that --out named: bundles and files of facts")
    .addOption(HISTORY_OPTION)
    .addOption(STATE_OPTION)
    .action(async (folders, options) => {
      const { rebuildHistory } = await import(
        import.meta.resolve("./write_commands.ts")
      ) as typeof import("./write_commands.ts");
      context.end(await rebuildHistory(await context.loadHost(), folders, options));
    });
}

function pruneCommand(context: CommandContext): CommandUnknownOpts {
  return new Command("prune")
    .description("Forget old nights, and keep old bundles as facts alone")
    .addOption(HISTORY_OPTION)
    .addOption(STATE_OPTION)
    .option("--keep <nights>", "nights that stay in the history", parseNights)
    .option(
      "--bundles <folder>",
      "folder of bundles to thin out; more than one may be given",
      collectValues,
      [],
    )
    .option("--keep-bundles <nights>", "nights whose bundles stay whole", parseNights)
    .option("--failures", "thin out bundles of runs that did not pass as well")
    .action(async (options) => {
      const { pruneHistory } = await import(
        import.meta.resolve("./write_commands.ts")
      ) as typeof import("./write_commands.ts");
      context.end(await pruneHistory(await context.loadHost(), options));
    });
}

function parseNights(text: string): number {
  const nights = Number(text);
  if (!/^\d{1,5}$/.test(text) || nights < 1) {
    throw new InvalidArgumentError("Give a whole number from 1 to 99999.");
  }
  return nights;
}
