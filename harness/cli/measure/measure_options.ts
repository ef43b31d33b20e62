// The words of `measure`. What it does is in measure_command.ts, loaded when it is run.
import { type CommandUnknownOpts, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import {
  CONFIG_OPTIONS,
  HISTORY_OPTION,
  MEASURING_OPTIONS,
  NO_HISTORY_OPTION,
  PREREQUISITE_OPTIONS,
  PRINT_OPTIONS,
  RUN_OPTIONS,
} from "../words/run_options.ts";

/** How long `measure` takes when nobody says anything; a test holds it against the plan. */
export const DEFAULT_TIME = "about 25 min in all, 12 min of them with behavior monitoring off";

/** The command `measure`. */
export function measureCommand(context: CommandContext): CommandUnknownOpts {
  return deviceCommand("measure")
    .description("Measure what behavior monitoring costs in CPU and memory: off against on, with uncertainty")
    .addHelpText("after", `\nOn a real device ${DEFAULT_TIME}; --dry-run says it for other options.`)
    .addOption(MEASURING_OPTIONS.workload)
    .addOption(MEASURING_OPTIONS.folder)
    .addOption(MEASURING_OPTIONS.blocks)
    .addOption(MEASURING_OPTIONS.blockSeconds)
    .addOption(MEASURING_OPTIONS.rate)
    .option("--scale <factor>", "more or less work in one repetition of a workload", parseScale, 1)
    .option("--seed <n>", "seed of the generated work", parseSeed, 1)
    .addOption(RUN_OPTIONS.settle)
    .addOption(MEASURING_OPTIONS.quick)
    .addOption(
      new Option("--arm <which>", "both, or only the device as it is, changing nothing")
        .choices(["both", "current"] as const).default("both" as const),
    )
    .option(
      "--null",
      "also measure with behavior monitoring off only, in between: twice the blocks, an A/A check",
    )
    .addOption(MEASURING_OPTIONS.budget)
    .addOption(PREREQUISITE_OPTIONS.policy)
    .addOption(RUN_OPTIONS.out)
    .addOption(RUN_OPTIONS.reporter)
    .addOption(RUN_OPTIONS.keep)
    .addOption(RUN_OPTIONS.keepDays)
    .addOption(HISTORY_OPTION)
    .addOption(NO_HISTORY_OPTION)
    .addOption(MEASURING_OPTIONS.redact)
    .option("--yes", "consent to switching behavior monitoring off and on")
    .addOption(RUN_OPTIONS.dryRun)
    .addOption(RUN_OPTIONS.restoreFirst)
    .addOption(CONFIG_OPTIONS.config)
    .addOption(CONFIG_OPTIONS.noConfig)
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.noColor)
    .addOption(PRINT_OPTIONS.quiet)
    .addOption(PRINT_OPTIONS.verbose)
    .action(async ({ settle, blockSeconds, ...options }) => {
      const { measure } = await import(
        import.meta.resolve("./measure_command.ts")
      ) as typeof import("./measure_command.ts");
      // The words are in seconds, their values in milliseconds; from here on the names say so.
      const times = { settleMs: settle, blockMs: blockSeconds };
      context.end(await measure(await context.loadHost(), { ...options, ...times }));
    });
}

function parseScale(text: string): number {
  const scale = Number(text);
  if (!(scale >= 0.01 && scale <= 100)) throw new InvalidArgumentError("Give a number from 0.01 to 100.");
  return scale;
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Give a whole number of at most nine digits.");
  return Number(text);
}
