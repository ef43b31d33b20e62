// What a run touches, as far as it can be told before it is run: every command it starts and every file it writes.
import type { HostFacts } from "../../ports/host_facts.ts";
import { AGENT_PATH, type DeviceChoice, REAL_TRIGGER_FOLDER } from "../open_device.ts";

/** Commands and files, each as a person would write it. Values that only the run knows stand in brackets. */
export interface Footprint {
  /** Programs that are started before the device is asked anything. */
  readonly starts: readonly string[];
  /** Questions to the agent. */
  readonly asks: readonly string[];
  /** Questions that are asked only where an answer leaves something out. */
  readonly asksIfNeeded: readonly string[];
  /** Changes of settings, with those that undo them. */
  readonly changes: readonly string[];
  readonly scripts: readonly FootprintScript[];
  /** Other programs. */
  readonly programs: readonly string[];
  /** Files that are removed again. */
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

/** A script, and for what. */
export interface FootprintScript {
  readonly why: string;
  readonly command: string;
  readonly lines: readonly string[];
}

/** Where a run happens, as far as it is known before. */
export interface FootprintPlace {
  readonly platform: "darwin" | "linux";
  /** Path of the agent. */
  readonly agent: string;
  readonly triggerFolder: string;
  /** Folder that workloads get folders of their own in. */
  readonly workFolder: string;
  /** Folder for lock and journal of this device, whatever folder was named. */
  readonly home: string;
  /** Folder for what else a run writes for itself, below the one that was named. */
  readonly state: string;
  /** Folder in which a restore finds the device when no folder is named. */
  readonly listed: string;
  /** Profile of the simulated device that is started; null for a real one. */
  readonly profile: string | null;
  /** System of the harness itself. */
  readonly hostPlatform: "darwin" | "linux";
}

/** The place that a choice of a device leads to. */
export function footprintPlace(
  { profile, agentPath, platform: given }: DeviceChoice,
  { stateFolder, facts }: {
    readonly stateFolder: string;
    readonly facts: Pick<HostFacts, "platform" | "stateFolder">;
  },
): FootprintPlace {
  const root = profile === null ? null : `(simulated device "${profile}")`;
  const listed = `${facts.stateFolder}/(device)`;
  const platform = given ?? (root === null ? facts.platform : null) ?? "darwin";
  return {
    platform,
    agent: root === null ? agentPath ?? AGENT_PATH[platform] : `${root}/bin/mdatp`,
    triggerFolder: root === null ? REAL_TRIGGER_FOLDER : `${root}/tmp`,
    workFolder: root === null ? "(temporary folder)" : `${root}/work`,
    home: root === null ? listed : `${root}/bmverify`,
    state: `${stateFolder}/(device)`,
    listed,
    profile,
    hostPlatform: facts.platform ?? platform,
  };
}

/** Nothing. */
export const NO_FOOTPRINT: Footprint = {
  starts: [],
  asks: [],
  asksIfNeeded: [],
  changes: [],
  scripts: [],
  programs: [],
  removed: [],
  kept: [],
};

/** All of them together, each command and file once. */
export function addFootprints(footprints: readonly Footprint[]): Footprint {
  const once = (key: Exclude<keyof Footprint, "scripts">) => [
    ...new Set(footprints.flatMap((one) => one[key])),
  ];
  return {
    starts: once("starts"),
    asks: once("asks"),
    asksIfNeeded: once("asksIfNeeded"),
    changes: once("changes"),
    scripts: footprints.flatMap(({ scripts }) => scripts),
    programs: once("programs"),
    removed: once("removed"),
    kept: once("kept"),
  };
}
