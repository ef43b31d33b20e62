// Options of `profile generate`, `profile lint` and `profile effective`. What they do is in profile_*_command.ts.
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { TOOLS } from "../../profile/words/tool.ts";
import { whileWaiting } from "../showing/while_waiting.ts";
import type { CommandContext } from "../words/command_context.ts";
import { deviceCommand } from "../words/device_options.ts";

const ON_OFF = ["on", "off"] as const;

/** The command `profile` with `generate`, `lint` and `effective`. */
export function profileCommand(context: CommandContext): CommandUnknownOpts {
  return new Command("profile").description(
    "Configuration profiles for Intune, Jamf, Linux and other MDM servers",
  )
    .addCommand(generateCommand(context)).addCommand(lintCommand(context)).addCommand(
      effectiveCommand(context),
    );
}

const GENERATE_HELP = `
Without --out the profile goes to standard output. On macOS both antivirusEngine.behaviorMonitoring and
features.behaviorMonitoring are written: the vendor's profile sets both, and agent versions differ in which they read.
On Linux the enforcement level real_time is written with it, because passive is the default there. The same words
give the same bytes. There must never be two profiles for com.microsoft.wdav on one device: where there is one
already, use --merge.`;

function generateCommand(context: CommandContext): CommandUnknownOpts {
  return new Command("generate")
    .description("Make a profile that sets behavior monitoring")
    .addOption(new Option("--for <tool>", "tool the profile is for").choices(TOOLS).makeOptionMandatory())
    .addOption(
      new Option("--bm <state>", "behavior monitoring").choices(["enabled", "disabled"] as const).default(
        "enabled" as const,
      ),
    )
    .option("--preview-keys", "add behaviorMonitoringConfigurations of the 2024 preview")
    .addOption(new Option("--rtp <state>", "also set real-time protection").choices(ON_OFF))
    .addOption(new Option("--cloud <state>", "also set cloud-delivered protection").choices(ON_OFF))
    .addOption(
      new Option("--tamper <level>", "also set tamper protection").choices(
        ["disabled", "audit", "block"] as const,
      ),
    )
    .option("--organization <name>", "shown as the sender of the profile")
    .option("--identifier <id>", "reverse domain name of the profile; UUIDs are derived from it")
    .option(
      "--merge <file>",
      "add the keys to this profile and leave the rest of it as it is; - is standard input",
    )
    .option("--out <folder>", "write the file there, under the name the tool wants")
    .option("--guide", "print the click path of the tool (without --out: only that)")
    .option("--force", "replace a file that is there")
    .addHelpText("after", GENERATE_HELP)
    .action(async (options) => {
      const { runProfileGenerate } = await import(
        import.meta.resolve("./profile_generate_command.ts")
      ) as typeof import("./profile_generate_command.ts");
      context.end(await runProfileGenerate(await context.loadHost(), options));
    });
}

function lintCommand(context: CommandContext): CommandUnknownOpts {
  return new Command("lint")
    .description("Find what is wrong with profiles (XML, binary or JSON; signed ones are unwrapped)")
    .argument("<files...>", "files to check; - is standard input")
    .addOption(
      new Option("--for <tool>", "tool the files are for (default: told by their names)").choices(TOOLS),
    )
    .option("--json", "print JSON")
    .addOption(
      new Option("--reporter <name>", "print another form").choices(["github", "sarif", "junit"] as const),
    )
    .option("--fix", "write a mended copy (NAME.mended.EXT, or below --out) where the mend is certain")
    .option("--out <folder>", "folder for mended copies")
    .option("--force", "replace a mended copy that is there")
    .option("--no-color", "no colour")
    .option("--quiet", "print the totals only")
    .addHelpText("after", "\nExit codes: 0 no error found · 1 errors found · 3 a file could not be judged")
    .action(async (files, options) => {
      const { runProfileLint } = await import(
        import.meta.resolve("./profile_lint_command.ts")
      ) as typeof import("./profile_lint_command.ts");
      context.end(await runProfileLint(await context.loadHost(), files, options));
    });
}

function effectiveCommand(context: CommandContext): CommandUnknownOpts {
  return deviceCommand("effective")
    .description("Say what the profile on a device sets, what the agent does, and why they differ")
    .option("--from <folder>", "read files collected on another device instead")
    .option("--json", "print JSON")
    .option("--no-color", "no colour")
    .option("--quiet", "print in one line how it is with behavior monitoring, and how many settings differ")
    .addHelpText("after", "\nExit codes: 0 nothing differs · 1 something differs · 3 could not be told")
    .action(async (options) => {
      const { runProfileEffective } = await import(
        import.meta.resolve("./profile_effective_command.ts")
      ) as typeof import("./profile_effective_command.ts");
      const host = await context.loadHost();
      context.end(await whileWaiting(host, "comparing", () => runProfileEffective(host, options)));
    });
}
