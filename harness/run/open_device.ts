// From a choice to a device: the real agent, a stand-in, or a simulated one that is started.
import { MdatpDevice } from "../device/mdatp_device.ts";
import { HarnessError } from "../model/harness_error.ts";
import type { GivenWords } from "../model/text/command_with.ts";
import type { DeviceRecord } from "../model/record/run_record.ts";
import type { EvidenceStore } from "../ports/bundle.ts";
import { onlyShows } from "./only_shows.ts";
import type { Host } from "../ports/host.ts";
import type { SimulatedDevice } from "../ports/simulated_device.ts";
import { UNTOLD_DEVICE } from "../model/record/untold.ts";

/** Which device is meant. */
export interface DeviceChoice {
  /** Archive of the recording that answers; null for a device that does. */
  readonly recording: string | null;
  /** Profile of the simulated device to start; null for an agent that is there. */
  readonly profile: string | null;
  /** Path of the agent; null for where the vendor installs it. */
  readonly agentPath: string | null;
  /** System of a recorded or stand-in agent; null for the one that the device has. */
  readonly platform: "darwin" | "linux" | null;
  /** The words that chose it, for commands to go on with. */
  readonly chosenBy: GivenWords;
}

/** Where the vendor installs the agent's command line. */
export const AGENT_PATH = { darwin: "/usr/local/bin/mdatp", linux: "/usr/bin/mdatp" } as const;
/** Folder of the trigger paths on a real device. */
export const REAL_TRIGGER_FOLDER = "/tmp";
/** For runs that trigger nothing: only a profile that is late minds the deadline. */
const ANY_DEADLINE_MS = 30_000;

/** What finding a device needs of the machine. */
export type DeviceHost = Pick<
  Host,
  "facts" | "findFile" | "startSimulatedDevice" | "attachSimulatedDevice"
>;

/** A device that is known but not yet talked to. */
export interface ChosenDevice {
  readonly platform: "darwin" | "linux";
  readonly platformAssumed: boolean;
  readonly agentPath: string;
  readonly triggerFolder: string;
  /** Null for a real device or a stand-in. */
  readonly simulated: SimulatedDevice | null;
  /** The simulated device was started for this command and ends with it. */
  readonly startedHere: boolean;
  /** The words that mean it again; a path is whole, so that they hold in any folder. */
  readonly chosenBy: GivenWords;
}

/**
 * Finds the device that is meant; starts it when it is simulated. The caller closes a simulated device.
 *
 * @throws HarnessError `usage/invalid`, `agent/not-found`, `simulator/…`.
 */
export async function chooseDevice(
  host: DeviceHost,
  choice: DeviceChoice,
  { deadlineMs = ANY_DEADLINE_MS }: { readonly deadlineMs?: number } = {},
): Promise<ChosenDevice> {
  if (choice.recording !== null) {
    throw onlyShows();
  }
  const given = wholeWords(host, choice);
  if (choice.profile !== null) {
    const simulated = await host.startSimulatedDevice({ profile: choice.profile, deadlineMs });
    return { ...ofSimulated(simulated, choice), startedHere: true, chosenBy: given };
  }
  const platform = choice.platform ?? host.facts.platform;
  if (platform === null) {
    throw new HarnessError("usage/invalid", "Cannot find an agent: this system has none", {
      hint: 'Use --device simulated, or name a stand-in agent with "--mdatp PATH --platform darwin"',
    });
  }
  const agentPath = choice.agentPath === null
    ? AGENT_PATH[platform]
    : await givenAgent(host, choice.agentPath);
  // The agent of `bmverify simulate start` stays marked as simulated, however it is named.
  const attached = await host.attachSimulatedDevice(agentPath);
  const chosenBy = choice.agentPath === null ? given : { ...given, mdatp: agentPath };
  if (attached !== null) return { ...ofSimulated(attached, choice), startedHere: false, chosenBy };
  return {
    platform,
    platformAssumed: choice.platform !== null,
    agentPath,
    triggerFolder: REAL_TRIGGER_FOLDER,
    simulated: null,
    startedHere: false,
    chosenBy,
  };
}

/** The words as they hold in any folder, and for any user who may call sudo. */
function wholeWords({ facts }: Pick<DeviceHost, "facts">, { chosenBy }: DeviceChoice): GivenWords {
  const { state } = chosenBy;
  return {
    ...chosenBy,
    ...(state === undefined || state.startsWith("/") ? {} : { state: `${facts.workingFolder}/${state}` }),
    ...(facts.startedBy === null ? {} : { sudo: true }),
  };
}

/** What the record says of the device before the agent was asked anything. */
export function deviceRecord({ facts }: Pick<Host, "facts">, device: ChosenDevice): DeviceRecord {
  return {
    platform: device.platform,
    platformAssumed: device.platformAssumed,
    // The version of this system says nothing about one that was named with --platform.
    osVersion: facts.platform === device.platform ? facts.osVersion : null,
    hostName: facts.hostName,
    agentPath: device.agentPath,
    triggerFolder: device.triggerFolder,
    profile: device.simulated?.profile ?? null,
    appVersion: null,
    engineVersion: null,
    releaseRing: null,
    orgId: null,
    machineGuid: null,
    edrMachineId: null,
    definitionsStatus: null,
    tamperProtection: null,
    ...UNTOLD_DEVICE,
    user: null,
    programs: [],
    chosenBy: device.chosenBy,
  };
}

/** The adapter that asks the device. */
export function openDevice(
  host: Pick<Host, "commandRunner" | "clock" | "installationProbe">,
  device: ChosenDevice,
  evidence: EvidenceStore,
  /** Ends the running question, and keeps any other from being asked. */
  signal?: AbortSignal,
): MdatpDevice {
  const { platform, agentPath, triggerFolder, simulated } = device;
  return new MdatpDevice({
    platform,
    agentPath,
    triggerFolder,
    simulated: simulated === null ? null : { profile: simulated.profile },
    runner: host.commandRunner,
    evidence,
    clock: host.clock,
    installationProbe: host.installationProbe,
    signal,
  });
}

/** For commands that keep no bundle: an output is known by the name of its question. */
export const NO_EVIDENCE: EvidenceStore = { keep: (label) => Promise.resolve(label) };

function ofSimulated(
  simulated: SimulatedDevice,
  { platform }: DeviceChoice,
): Omit<ChosenDevice, "startedHere" | "chosenBy"> {
  const { agentPath, triggerFolder } = simulated;
  // The profiles print what macOS prints, whatever system they run on.
  return {
    platform: platform ?? "darwin",
    platformAssumed: true,
    agentPath,
    triggerFolder,
    simulated,
  };
}

async function givenAgent(host: DeviceHost, path: string): Promise<string> {
  const absolute = await host.findFile(path);
  if (absolute === null) {
    throw new HarnessError("agent/not-found", `Cannot use the agent "${path}": there is no such file`, {
      hint: "Give the path of the agent's command line with --mdatp PATH",
    });
  }
  return absolute;
}
