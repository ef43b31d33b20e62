// The words of `record`. What it does is in record_command.ts.
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { whileWaiting } from "../showing/while_waiting.ts";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";
import { parseSeconds } from "../words/option_values.ts";
import { PREREQUISITE_OPTIONS, PRINT_OPTIONS, RUN_OPTIONS } from "../words/run_options.ts";

const HELP = `
A recording holds every answer of the agent to the questions of the harness, as the user and as root, what the machine
says of itself, and, with consent, one demonstration with the list of detections for a minute after it. Identifiers,
names and paths are replaced, processes of others are left out, and all of it is shown before it is written. Run it with
sudo: then both the user and root are asked.`;

/** The command `record`. */
export function recordCommand(context: CommandContext): CommandUnknownOpts {
  return deviceCommand("record")
    .description("Record what a real agent answers, redacted, for --device recorded:FILE and for others")
    .addOption(PREREQUISITE_OPTIONS.policy)
    .option("--consent", "also run the demonstration: it raises an alert in your portal")
    .addOption(
      new Option("--watch <seconds>", "how long the list is asked for after it, once a second")
        .argParser(parseSeconds).default(60_000, "60"),
    )
    .addOption(RUN_OPTIONS.settle)
    .addOption(RUN_OPTIONS.out)
    .addOption(RUN_OPTIONS.restoreFirst)
    .option("--show", "print everything that would be written, and write nothing")
    .option("--yes", "write without asking: nobody looks at it first")
    .addOption(PRINT_OPTIONS.noColor)
    .addOption(PRINT_OPTIONS.quiet)
    .addHelpText("after", HELP)
    .action(async ({ watch, settle, ...options }) => {
      const { record } = await import(
        import.meta.resolve("./record_command.ts")
      ) as typeof import("./record_command.ts");
      const times = { watchMs: watch, settleMs: settle };
      const host = await context.loadHost();
      context.end(await whileWaiting(host, "asking the agent", () => record(host, { ...options, ...times })));
    });
}
