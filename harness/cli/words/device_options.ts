// The options that say which device is meant, alike on every command.
import { Command, Option } from "@commander-js/extra-typings";

/** A command with `--device`, `--mdatp`, `--platform` and `--state`. */
export function deviceCommand(name: string): ReturnType<typeof build> {
  return build(name);
}

function build(name: string) {
  return new Command(name)
    .option("--device <which>", "real, simulated or simulated:PROFILE", "real")
    .option("--mdatp <path>", "path of the agent's command line")
    .addOption(
      new Option("--platform <system>", "system of a recorded or stand-in agent")
        .choices(["darwin", "linux"] as const),
    )
    .option("--state <folder>", "folder for lock and journal");
}
