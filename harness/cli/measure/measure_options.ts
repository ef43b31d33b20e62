// Options of `measure`. What it does is in measure_command.ts, loaded when it is run.
import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import {
  collectValues,
  collectWords,
  parsePositiveSeconds,
  parseRate,
  parseRepeats,
  parseSeconds,
} from "../words/option_values.ts";

/** The command `measure`. */
export function measureCommand(context: CommandContext): Command {
  const command = deviceCommand("measure")
    .description("Measure what behavior monitoring costs in CPU and memory: off against on, with uncertainty")
    .option(
      "--workload <names>",
      "activities to measure (default: all)",
      collectWords,
      [] as readonly string[],
    )
    .option("--blocks <n>", "blocks in each arm, at least 6 (default: 6)", parseRepeats)
    .option("--block-seconds <seconds>", "length of a block (default: 20, simulated 2)", parsePositiveSeconds)
    .option("--rate <hertz>", "readings of each process in a second, 0.1 to 20", parseRate, 10)
    .option("--scale <factor>", "more or less work in one repetition of a workload", parseScale, 1)
    .option("--seed <n>", "seed of the generated work", parseSeed, 1)
    .option("--settle <seconds>", "wait after a change (default: 10, simulated 0.5)", parseSeconds)
    .option("--quick", "a look in a minute or so; says everywhere that it is not evidence")
    .addOption(
      new Option("--arm <which>", "both, or only the device as it is, changing nothing")
        .choices(["both", "current"] as const).default("both" as const),
    )
    .option(
      "--budget <limit>",
      "cpu.mean=5, footprint.peak=600MB, workload.build.slowdown=10%, or a file of them",
      collectValues,
      [] as readonly string[],
    )
    .addOption(
      new Option("--policy <name>", "prerequisites to record").choices(["preview", "ga"] as const)
        .default("preview" as const),
    )
    .option("--out <folder>", "folder for the bundle of the run", "reports/out")
    .option("--reporter <names>", "reports to write, or all", collectWords, [] as readonly string[])
    .option("--redact", "leave identifiers and host names out of the feedback")
    .option("--yes", "consent to switching behavior monitoring off and on")
    .option("--dry-run", "print what would be measured, and do nothing")
    .option("--restore-first", "undo first what an earlier run left")
    .option("--json", "print the run record instead of the summary")
    .option("--no-color", "no colour")
    .option("--quiet", "print the verdict only")
    .option("--verbose", "print every event");
  command.action(async (options) => {
    const { measure } = await import("./measure_command.ts");
    context.end(await measure(await context.loadHost(), options));
  });
  return command as unknown as Command;
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
