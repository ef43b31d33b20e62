// From the words of the options to a device: the real agent, a stand-in, or a simulated one that is started.
import { MdatpDevice } from "../device/mdatp_device.ts";
import { HarnessError } from "../model/harness_error.ts";
import type { DeviceRecord } from "../model/record/run_record.ts";
import type { EvidenceStore } from "../ports/bundle.ts";
import type { Host } from "../ports/host.ts";
import type { SimulatedDevice } from "../ports/simulated_device.ts";

/** Values of the device options. */
export interface DeviceOptions {
  readonly device: string;
  readonly mdatp?: string;
  readonly platform?: "darwin" | "linux";
  readonly state?: string;
}

/** Where the vendor installs the agent's command line. */
export const AGENT_PATH = { darwin: "/usr/local/bin/mdatp", linux: "/usr/bin/mdatp" } as const;
/** Profile of `--device simulated` without a name. */
const DEFAULT_PROFILE = "healthy-preview";
const SIMULATED = "simulated";

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
}

/** Whether the options ask for a simulated device, and for which profile. */
export function simulatedProfile({ device }: Pick<DeviceOptions, "device">): string | null {
  if (device === "real") return null;
  const [word, profile] = device.split(":", 2);
  if (word === SIMULATED) return profile === undefined || profile === "" ? DEFAULT_PROFILE : profile;
  throw new HarnessError(
    "usage/unknown",
    `Cannot use the device "${device}": it is neither real nor simulated`,
    {
      hint: 'Use --device real, --device simulated or --device "simulated:PROFILE"',
    },
  );
}

/**
 * Finds the device that is meant; starts it when it is simulated. The caller closes a simulated device.
 *
 * @throws HarnessError `usage/invalid`, `usage/unknown`, `agent/not-found`, `simulator/…`.
 */
export async function chooseDevice(
  host: Host,
  options: DeviceOptions,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<ChosenDevice> {
  const profile = simulatedProfile(options);
  if (profile !== null) {
    if (options.mdatp !== undefined) throw contradiction("--mdatp and --device simulated name two agents");
    return await startSimulated(host, { profile, deadlineMs, platform: options.platform });
  }
  const platform = options.platform ?? host.facts.platform;
  if (platform === null) {
    throw new HarnessError("usage/invalid", "Cannot find an agent: this system has none", {
      hint: 'Use --device simulated, or name a stand-in agent with "--mdatp PATH --platform darwin"',
    });
  }
  const agentPath = options.mdatp === undefined
    ? AGENT_PATH[platform]
    : await givenAgent(host, options.mdatp);
  // The agent of `bmverify simulate start` stays marked as simulated, however it is named.
  const attached = await host.attachSimulatedDevice(agentPath);
  if (attached !== null) return { ...ofSimulated(attached, options.platform), startedHere: false };
  return {
    platform,
    platformAssumed: options.platform !== undefined,
    agentPath,
    triggerFolder: "/tmp",
    simulated: null,
    startedHere: false,
  };
}

/** What the record says of the device before the agent was asked anything. */
export function deviceRecord({ facts }: Host, device: ChosenDevice): DeviceRecord {
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
  };
}

/** The adapter that asks the device. */
export function openDevice(host: Host, device: ChosenDevice, evidence: EvidenceStore): MdatpDevice {
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
  });
}

/** For commands that keep no bundle: an output is known by the name of its question. */
export const NO_EVIDENCE: EvidenceStore = { keep: (label) => Promise.resolve(label) };

async function startSimulated(
  host: Host,
  { profile, deadlineMs, platform }: {
    readonly profile: string;
    readonly deadlineMs: number;
    readonly platform: DeviceOptions["platform"];
  },
): Promise<ChosenDevice> {
  return ofSimulated(await host.startSimulatedDevice({ profile, deadlineMs }), platform);
}

function ofSimulated(simulated: SimulatedDevice, platform: DeviceOptions["platform"]): ChosenDevice {
  const { agentPath, triggerFolder } = simulated;
  // The profiles print what macOS prints, whatever system they run on.
  return {
    platform: platform ?? "darwin",
    platformAssumed: true,
    agentPath,
    triggerFolder,
    simulated,
    startedHere: true,
  };
}

async function givenAgent(host: Host, path: string): Promise<string> {
  const absolute = await host.findFile(path);
  if (absolute === null) {
    throw new HarnessError("agent/not-found", `Cannot use the agent "${path}": there is no such file`, {
      hint: "Give the path of the agent's command line with --mdatp PATH",
    });
  }
  return absolute;
}

function contradiction(why: string): HarnessError {
  return new HarnessError("usage/invalid", `Cannot choose a device: ${why}`, {
    hint: "Leave one of them out",
  });
}
