// Options of `report`. What it does is in report_command.ts.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { whileWaiting } from "../showing/while_waiting.ts";
import type { CommandContext } from "../words/command_context.ts";
import { REPORTERS_IN_WORDS, SIGN_OPTION, UNVERIFIED_OPTION } from "../words/run_options.ts";
import { collectWords } from "../words/option_values.ts";
import { PRINT_OPTIONS } from "../words/run_options.ts";

/** The command `report`. */
export function reportCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("report")
    .description("Write the reports of a stored run again, redact, check, pack or send it")
    .argument("<bundle>", "folder of the run, reports/out/latest for instance, or its archive")
    .option(
      "--reporter <names>",
      `${REPORTERS_IN_WORDS} (default: all)`,
      collectWords,
      [] as readonly string[],
    )
    .option("--out <folder>", "write there instead of into the bundle (of an archive: into ARCHIVE-reports)")
    .option("--redact", "write a copy without ids, host and user names (default folder: BUNDLE-redacted)")
    .option("--verify", "only check files, events and evidence against each other, and say what was changed")
    .option("--key <file>", "with --verify: check the signature with this public key (OpenSSH or PEM)")
    .addOption(SIGN_OPTION)
    .addOption(UNVERIFIED_OPTION)
    .option("--archive", "pack the bundle into HOST-BUNDLE.tar.gz beside it, the same bytes each time")
    .option("--open", "open the page in a browser")
    .option("--push <target>", "send it: otlp=URL of a collector")
    .option(
      "--push-credentials <file>",
      "headers to send with it, from a file that only you read, or - for input",
    )
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet)
    .addOption(PRINT_OPTIONS.noColor);
  command.action(async (bundle, options) => {
    const { report } = await import(
      import.meta.resolve("./report_command.ts")
    ) as typeof import("./report_command.ts");
    const host = await context.loadHost();
    context.end(await whileWaiting(host, "writing reports", () => report(host, bundle, options)));
  });
  return command;
}
