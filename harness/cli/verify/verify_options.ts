// The words of `verify`. What it does is in verify_command.ts, loaded when it is run.
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import { collectWords, parsePositiveSeconds, parseRepeats, parseSeconds } from "../words/option_values.ts";
import {
  CONFIG_OPTIONS,
  DEFAULT_DEADLINE_MS,
  HISTORY_OPTION,
  MEASURING_OPTIONS,
  NO_HISTORY_OPTION,
  PREREQUISITE_OPTIONS,
  PREREQUISITES_IN_WORDS,
  PRINT_OPTIONS,
  RUN_OPTIONS,
  SIGN_OPTION,
} from "../words/run_options.ts";

/** The command `verify`. */
export function verifyCommand(context: CommandContext): CommandUnknownOpts {
  return deviceCommand("verify")
    .description(
      "Prove that behavior monitoring is on, stops the demonstration, and leave the device as found",
    )
    .addOption(PREREQUISITE_OPTIONS.policy)
    .addOption(PREREQUISITE_OPTIONS.attest)
    .addOption(PREREQUISITE_OPTIONS.waive)
    .option(
      "--scenario <glob>",
      "scenarios to run (default: those of the catalogue)",
      collectWords,
      [] as readonly string[],
    )
    .option("--repeats <n>", "attempts at the demonstration", parseRepeats, 1)
    .addOption(
      new Option("--deadline <seconds>", "time for the detection to be listed")
        .argParser(parsePositiveSeconds).default(DEFAULT_DEADLINE_MS, String(DEFAULT_DEADLINE_MS / 1000)),
    )
    .option(
      "--grace <seconds>",
      "how long to go on looking for a late one (default: as long again)",
      parseSeconds,
    )
    .addOption(RUN_OPTIONS.settle)
    .addOption(RUN_OPTIONS.out)
    .addOption(RUN_OPTIONS.reporter)
    .addOption(RUN_OPTIONS.keep)
    .addOption(RUN_OPTIONS.keepDays)
    .addOption(HISTORY_OPTION)
    .addOption(NO_HISTORY_OPTION)
    .addOption(SIGN_OPTION)
    .option("--yes", "consent to trigger: it raises an alert in your portal")
    .addOption(RUN_OPTIONS.dryRun)
    .option("--as-published", "run the vendor's text to the letter: it appends, and goes on after an error")
    .option("--leave-enabled", "do not switch behavior monitoring back")
    .addOption(RUN_OPTIONS.restoreFirst)
    .option("--narrate", "tell an audience what happens, step by step")
    .option("--step", "with --narrate: wait for Enter between steps, in a terminal")
    .addOption(CONFIG_OPTIONS.config)
    .addOption(CONFIG_OPTIONS.noConfig)
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.noColor)
    .addOption(PRINT_OPTIONS.quiet)
    .addOption(PRINT_OPTIONS.verbose)
    .optionsGroup("Measuring:")
    .option("--measure", "measure the cost of behavior monitoring as well; the words below belong to it")
    .addOption(MEASURING_OPTIONS.workload)
    .addOption(MEASURING_OPTIONS.folder)
    .addOption(MEASURING_OPTIONS.blocks)
    .addOption(MEASURING_OPTIONS.blockSeconds)
    .addOption(MEASURING_OPTIONS.rate)
    .addOption(MEASURING_OPTIONS.quick)
    .addOption(MEASURING_OPTIONS.budget)
    .addOption(MEASURING_OPTIONS.redact)
    .addHelpText("after", PREREQUISITES_IN_WORDS)
    .action(async ({ deadline, grace, settle, blockSeconds, ...options }) => {
      const { verify } = await import(
        import.meta.resolve("./verify_command.ts")
      ) as typeof import("./verify_command.ts");
      // The words are in seconds, their values in milliseconds; from here on the names say so.
      const times = { deadlineMs: deadline, graceMs: grace, settleMs: settle, blockMs: blockSeconds };
      context.end(await verify(await context.loadHost(), { ...options, ...times }));
    });
}
