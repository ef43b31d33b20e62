// Options of `verify`. What it does is in verify_command.ts, loaded when it is run.
import { type Command, Option } from "@commander-js/extra-typings";
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

/** The command `verify`. */
export function verifyCommand(context: CommandContext): Command {
  const command = deviceCommand("verify")
    .description(
      "Prove that behavior monitoring is on, stops the demonstration, and leave the device as found",
    )
    .addOption(
      new Option("--policy <name>", "prerequisites to check").choices(["preview", "ga"] as const).default(
        "preview" as const,
      ),
    )
    .option(
      "--attest <ids>",
      "facts that no command shows: preview-features, enrolled",
      collectWords,
      [] as readonly string[],
    )
    .option(
      "--waive <id=reason>",
      "go on although a required prerequisite is unmet",
      collectValues,
      [] as readonly string[],
    )
    .option(
      "--scenario <glob>",
      "scenarios to run (default: those of the catalogue)",
      collectWords,
      [] as readonly string[],
    )
    .option("--repeats <n>", "attempts at the demonstration", parseRepeats, 1)
    .addOption(
      new Option("--deadline <seconds>", "time for the detection to be listed")
        .argParser(parsePositiveSeconds).default(30_000, "30"),
    )
    .option(
      "--grace <seconds>",
      "how long to go on looking for a late one (default: as long again)",
      parseSeconds,
    )
    .option("--settle <seconds>", "wait after a change (default: 10, simulated 0.5)", parseSeconds)
    .option("--out <folder>", "folder for the bundle of the run", "reports/out")
    .option("--reporter <names>", "reports to write, or all", collectWords, [] as readonly string[])
    .option("--yes", "consent to trigger: it raises an alert in your portal")
    .option("--dry-run", "print every command and file the run would touch, and do nothing")
    .option("--leave-enabled", "do not switch behavior monitoring back")
    .option("--restore-first", "undo first what an earlier run left")
    .option("--narrate", "tell an audience what happens, step by step")
    .option("--step", "with --narrate: wait for Enter between steps, in a terminal")
    .option("--measure", "measure the cost of behavior monitoring as well")
    .option("--quick", "with --measure: a look in a minute or so, no evidence")
    .option(
      "--workload <names>",
      "with --measure: activities to measure",
      collectWords,
      [] as readonly string[],
    )
    .option("--blocks <n>", "with --measure: blocks in each arm", parseRepeats)
    .option("--block-seconds <seconds>", "with --measure: length of a block", parsePositiveSeconds)
    .option("--rate <hertz>", "with --measure: readings in a second", parseRate, 10)
    .option(
      "--budget <limit>",
      "with --measure: a limit, or a file of them",
      collectValues,
      [] as readonly string[],
    )
    .option("--redact", "with --measure: leave identifiers and host names out of the feedback")
    .option("--json", "print the run record instead of the summary")
    .option("--no-color", "no colour")
    .option("--quiet", "print the verdict only")
    .option("--verbose", "print every event");
  command.action(async (options) => {
    const { verify } = await import("./verify_command.ts");
    context.end(await verify(await context.loadHost(), options));
  });
  return command as unknown as Command;
}
