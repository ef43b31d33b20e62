// The options that say which device is meant, declared once for every command, and what they come to.
import { Command, Option } from "@commander-js/extra-typings";
import { HarnessError } from "../../model/harness_error.ts";
import { onlyShows } from "../../run/only_shows.ts";
import type { DeviceChoice } from "../../run/open_device.ts";

/** Values of the device options. */
export interface DeviceOptions {
  readonly device: string;
  readonly mdatp?: string;
  readonly platform?: "darwin" | "linux";
  readonly state?: string;
  readonly out?: string;
}

/** Profile of `--device simulated` without a name. */
const DEFAULT_PROFILE = "healthy-preview";
const SIMULATED = "simulated";
const RECORDED = "recorded";
/** Where bundles go when `--out` is not given. */
export const DEFAULT_OUT = "reports/out";

/** Heading of the help. */
const DEVICE_GROUP = "Device:";

/** `--state`: where lock and journal lie. */
export const STATE_OPTION = new Option("--state <folder>", "folder for lock and journal").helpGroup(
  DEVICE_GROUP,
);

/** A command with `--device`, `--mdatp`, `--platform` and `--state`. */
export function deviceCommand(name: string): ReturnType<typeof build> {
  return build(name);
}

function build(name: string) {
  return new Command(name)
    .addOption(
      new Option("--device <which>", "real, simulated, simulated:PROFILE or recorded:FILE").default("real")
        .helpGroup(DEVICE_GROUP),
    )
    .addOption(new Option("--mdatp <path>", "path of the agent's command line").helpGroup(DEVICE_GROUP))
    .addOption(
      new Option("--platform <system>", "system of a stand-in agent")
        .choices(["darwin", "linux"] as const).helpGroup(DEVICE_GROUP),
    )
    .addOption(STATE_OPTION);
}

/**
 * The device that the words mean.
 *
 * @throws HarnessError `usage/unknown`, `usage/invalid`.
 */
export function deviceChoice({ device, mdatp, platform, state, out }: DeviceOptions): DeviceChoice {
  const recording = recordedFile(device);
  const profile = recording === null ? simulatedProfile(device) : null;
  if (recording !== null && (mdatp !== undefined || platform !== undefined)) {
    throw new HarnessError("usage/invalid", "Cannot use --mdatp or --platform with a recording", {
      hint: "Leave them out: the recording tells both",
    });
  }
  if (profile !== null && mdatp !== undefined) {
    throw new HarnessError(
      "usage/invalid",
      "Cannot choose a device: --mdatp and --device simulated name two agents",
      { hint: "Leave one of them out" },
    );
  }
  const chosenBy = {
    ...(recording === null ? {} : { device }),
    ...(profile === null ? {} : { device: `${SIMULATED}:${profile}` }),
    ...(mdatp === undefined ? {} : { mdatp }),
    ...(platform === undefined ? {} : { platform }),
    ...(state === undefined ? {} : { state }),
    ...(out === undefined || out === DEFAULT_OUT ? {} : { out }),
  };
  return { recording, profile, agentPath: mdatp ?? null, platform: platform ?? null, chosenBy };
}

/** The archive that `--device recorded:FILE` names; null for any other device. */
export function recordedFile(device: string): string | null {
  if (device !== RECORDED && !device.startsWith(`${RECORDED}:`)) return null;
  const file = device.slice(RECORDED.length + 1);
  if (file !== "") return file;
  throw new HarnessError("usage/invalid", "Cannot use a recording without its file", {
    hint: "Write --device recorded:FILE",
  });
}

/** The profile of the simulated device that `--device` names; null for a real one. */
export function simulatedProfile(device: string): string | null {
  if (device === "real") return null;
  if (recordedFile(device) !== null) throw onlyShows();
  const [word, profile] = device.split(":", 2);
  if (word === SIMULATED) return profile === undefined || profile === "" ? DEFAULT_PROFILE : profile;
  throw new HarnessError(
    "usage/unknown",
    `Cannot use the device "${device}": it is neither real nor simulated nor recorded`,
    {
      hint: 'Use --device real, --device "simulated:PROFILE" or --device "recorded:FILE"',
    },
  );
}
