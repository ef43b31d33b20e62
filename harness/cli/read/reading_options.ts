// Options of the commands that only read: `parse`, `judge` and `scenarios`.
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { HarnessError } from "../../model/harness_error.ts";
import { whileWaiting } from "../showing/while_waiting.ts";
import type { CommandContext } from "../words/command_context.ts";
import { recordedFile } from "../words/device_options.ts";
import { PRINT_OPTIONS, UNVERIFIED_OPTION } from "../words/run_options.ts";
import { parseHowEnded } from "./how_ended.ts";
import { parseWallTime, type WallTime } from "./wall_time.ts";

/** The command `parse`. */
export function parseCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("parse")
    .description("Turn pasted or saved agent output into JSON")
    .argument("<kind>", "what it is: health, threats, ps, …; left out, it is told by looking")
    .argument("[file]", "file to read; - is standard input")
    .option("--device <which>", "recorded:FILE: what a recorded device answered, instead of a file")
    .option("--json", "JSON is what it prints anyway");
  command.action(async (kind, file, { device }) => {
    const { parse, parseRecorded } = await import(
      import.meta.resolve("./parse_command.ts")
    ) as typeof import("./parse_command.ts");
    if (device !== undefined) {
      const recording = recordedFile(device);
      if (recording === null || file !== undefined) throw notARecording();
      context.end(await parseRecorded(await context.loadHost(), kind, recording));
      return;
    }
    context.end(await parse(() => context.loadHost(), kind, file));
  });
  return command;
}

function notARecording(): HarnessError {
  return new HarnessError("usage/invalid", "Cannot parse what a device answers: it is no recording", {
    hint: "Write bmverify parse KIND --device recorded:FILE, or bmverify parse KIND FILE",
  });
}

/** The command `judge`. */
export function judgeCommand(context: CommandContext): CommandUnknownOpts {
  const command = new Command("judge")
    .description("Judge a run again from its stored evidence, or a demonstration from pasted text")
    .argument("[bundle]", "folder of the run")
    .option(
      "--before <files...>",
      "instead of a bundle: health and list, pasted from before the demonstration",
    )
    .option("--after <files...>", "the same from after it; lists in the order in which they were asked for")
    .addOption(
      new Option("--ended <how>", "how it ended: killed, exit:CODE or signal:NAME").argParser(parseHowEnded),
    )
    .addOption(
      new Option("--started <time>", "when it was started, on the device's clock").argParser(parseWallTime),
    )
    .addOption(
      new Option("--listed <time>", "when the list after it was asked for; once for each list")
        .argParser((text, times: readonly WallTime[]) => [...times, parseWallTime(text)])
        .default([] as readonly WallTime[]),
    )
    .addOption(UNVERIFIED_OPTION)
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  command.action(async (bundle, options) => {
    const { before, after, ended } = options;
    if (bundle === undefined) {
      if (before === undefined || after === undefined || ended === undefined) throw halfPasted(options);
      const { judgePasted } = await import(
        import.meta.resolve("./judge_pasted.ts")
      ) as typeof import("./judge_pasted.ts");
      context.end(await judgePasted(await context.loadHost(), { ...options, before, after, ended }));
      return;
    }
    if (isPasted(options)) {
      throw new HarnessError("usage/invalid", "Cannot judge both a bundle and pasted text", {
        hint: "Leave out the bundle, or --before, --after, --ended, --started and --listed",
      });
    }
    const { judge } = await import(
      import.meta.resolve("./judge_command.ts")
    ) as typeof import("./judge_command.ts");
    const host = await context.loadHost();
    context.end(await whileWaiting(host, "judging", () => judge(host, bundle, options)));
  });
  return command;
}

interface PastedWords {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly ended?: unknown;
  readonly started?: unknown;
  readonly listed: readonly unknown[];
}

function isPasted({ before, after, ended, started, listed }: PastedWords): boolean {
  return [before, after, ended, started].some((given) => given !== undefined) || listed.length > 0;
}

function halfPasted(options: PastedWords): HarnessError {
  if (!isPasted(options)) {
    return new HarnessError("usage/invalid", "Cannot judge: missing required argument 'bundle'", {
      hint: "Name the folder of a run, or give pasted text with --before FILE --after FILE --ended HOW",
    });
  }
  const missing = (["before", "after", "ended"] as const).filter((name) => options[name] === undefined);
  return new HarnessError("usage/invalid", `Cannot judge pasted text without --${missing.join(" and --")}`, {
    hint:
      "Give what was pasted before and after the demonstration, and how it ended: killed, exit:0, signal:TERM",
  });
}

/** The command `scenarios` with `list` and `show`. */
export function scenariosCommand(context: CommandContext): CommandUnknownOpts {
  const list = new Command("list")
    .description("List the catalogue (--quiet: the ids)")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  list.action(async (options) => {
    const { listScenarios } = await import(
      import.meta.resolve("./scenarios_command.ts")
    ) as typeof import("./scenarios_command.ts");
    context.end(listScenarios(await context.loadHost(), options));
  });
  const show = new Command("show")
    .description("Show what a scenario does and expects (--quiet: its title)")
    .argument("<id>", "id or glob")
    .addOption(PRINT_OPTIONS.json)
    .addOption(PRINT_OPTIONS.quiet);
  show.action(async (id, options) => {
    const { showScenarios } = await import(
      import.meta.resolve("./scenarios_command.ts")
    ) as typeof import("./scenarios_command.ts");
    context.end(showScenarios(await context.loadHost(), id, options));
  });
  return new Command("scenarios").description("The catalogue of scenarios").addCommand(list).addCommand(show);
}
