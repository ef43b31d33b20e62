// What the checks need to know of a device, asked once, all independent questions at the same time. Judging it is
// left to the checks.
import type { Exclusion } from "../model/exclusion.ts";
import type { Problem } from "../model/harness_error.ts";
import type { Health, HealthDetails } from "../model/health.ts";
import type { Reading } from "../model/reading.ts";
import type { DetectionMatch } from "../model/scenario.ts";
import type { OnOff } from "../model/on_off.ts";
import type { Device, Installation } from "../ports/device.ts";
import type { TriggerFiles, TriggerPathState } from "../ports/trigger_runner.ts";

/** What is at one trigger path. */
export interface TriggerPath {
  readonly path: string;
  readonly state: TriggerPathState;
}

/** What was asked for, and by whom. */
interface RunNeeds {
  /** Names of the files that the selected scenarios write in the trigger folder. */
  readonly triggerFileNames: readonly string[];
  /** Detections that the selected scenarios look for. */
  readonly detections: readonly DetectionMatch[];
  /** States of behavior monitoring that the run needs; `["enabled"]` unless told otherwise. */
  readonly wantedStates: readonly OnOff[];
  readonly isRoot: boolean;
  /** Folder that the script of the trigger is run from; null where none is run. */
  readonly scriptFolder: string | null;
}

/** All that the checks look at. Readings of an agent that is not installed are unreadable, with the reason. */
export interface DeviceFacts extends RunNeeds {
  readonly platform: Device["platform"];
  readonly agentPath: string;
  readonly triggerFolder: string;
  readonly simulated: Device["simulated"];
  readonly installation: Installation;
  readonly health: Reading<Health>;
  readonly behaviorMonitoring: Reading<NonNullable<Health["behaviorMonitoring"]>>;
  readonly allowed: Reading<readonly string[]>;
  readonly exclusions: Reading<readonly Exclusion[]>;
  /** Null where there are no system extensions (Linux). */
  readonly systemExtensions: Reading<HealthDetails> | null;
  readonly triggerPaths: readonly TriggerPath[];
}

/** What else {@linkcode gatherDeviceFacts} has to be told. */
export interface DeviceFactsOptions extends Partial<RunNeeds> {
  readonly triggerFiles: TriggerFiles;
}

/**
 * Asks the device. Installation and trigger paths come first; an agent that is not there is asked nothing else.
 * Never throws for what the agent does.
 */
export async function gatherDeviceFacts(device: Device, options: DeviceFactsOptions): Promise<DeviceFacts> {
  const needs: RunNeeds = {
    triggerFileNames: [...new Set(options.triggerFileNames ?? [])],
    detections: options.detections ?? [],
    wantedStates: options.wantedStates ?? ["enabled"],
    isRoot: options.isRoot ?? false,
    scriptFolder: options.scriptFolder ?? null,
  };
  const { platform, agentPath, triggerFolder, simulated } = device;
  const pathsAsked = Promise.all(needs.triggerFileNames.map(async (name): Promise<TriggerPath> => {
    const path = `${triggerFolder}/${name}`;
    return { path, state: await options.triggerFiles.inspect(path) };
  }));
  const [installation, triggerPaths] = await Promise.all([device.readInstallation(), pathsAsked]);
  const answers = installation.kind === "installed"
    ? await askAgent(device)
    : noAnswers(platform, notInstalled(agentPath, installation));
  return { ...needs, platform, agentPath, triggerFolder, simulated, installation, triggerPaths, ...answers };
}

type AgentAnswers = Pick<
  DeviceFacts,
  "health" | "behaviorMonitoring" | "allowed" | "exclusions" | "systemExtensions"
>;

async function askAgent(device: Device): Promise<AgentAnswers> {
  const healthAsked = device.readHealth();
  const [health, behaviorMonitoring, allowed, exclusions, systemExtensions] = await Promise.all([
    healthAsked,
    healthAsked.then((health) => behaviorMonitoringOf(device, health)),
    device.readAllowed(),
    device.readExclusions(),
    device.platform === "darwin" ? device.readHealthDetails("system_extensions") : null,
  ]);
  return { health, behaviorMonitoring, allowed, exclusions, systemExtensions };
}

/** Plain health shows it on all but early builds; only those are asked a second question. */
function behaviorMonitoringOf(
  device: Device,
  health: Reading<Health>,
): Promise<DeviceFacts["behaviorMonitoring"]> | DeviceFacts["behaviorMonitoring"] {
  if (health.kind === "unreadable") return health;
  const value = health.value.behaviorMonitoring;
  if (value !== null) return { kind: "read", value, evidence: health.evidence };
  return device.readBehaviorMonitoring();
}

function noAnswers(platform: Device["platform"], problem: Problem): AgentAnswers {
  const unreadable = { kind: "unreadable", problem, evidence: [] } as const;
  return {
    health: unreadable,
    behaviorMonitoring: unreadable,
    allowed: unreadable,
    exclusions: unreadable,
    systemExtensions: platform === "darwin" ? unreadable : null,
  };
}

function notInstalled(
  agentPath: string,
  installation: Exclude<Installation, { kind: "installed" }>,
): Problem {
  const hint = "Install the agent, or name its path with --mdatp PATH";
  if (installation.kind === "not-executable") {
    return {
      code: "agent/not-executable",
      message: `Cannot execute the agent at "${agentPath}": ${installation.why}`,
      hint,
    };
  }
  return { code: "agent/not-found", message: `No agent is installed at "${agentPath}"`, hint };
}
