// Everything of the machine that the command line uses. The composition hands in one of these.
import type { Platform } from "../model/platform.ts";
import type { SimulatedProfile } from "../model/simulated_profile.ts";
import type { Bundle, StoredBundle } from "./bundle.ts";
import type { BundleFiles } from "./bundle_files.ts";
import type { Clock } from "./clock.ts";
import type { CommandRunner } from "./command_runner.ts";
import type { InstallationProbe } from "./device.ts";
import type { ProfileFiles } from "./profile_files.ts";
import type { SamplerStarter } from "./sampler_process.ts";
import type { SimulatedDevice, SimulatedDeviceRequest } from "./simulated_device.ts";
import type { StateStore } from "./state_store.ts";
import type { Terminal } from "./terminal.ts";
import type { TriggerFiles, TriggerRunner } from "./trigger_runner.ts";
import type { WorkloadRunner } from "./workload_runner.ts";

/** Facts about the machine that runs the harness. */
export interface HostFacts {
  /** Null on systems that have no agent (Windows). */
  readonly platform: Platform | null;
  readonly osVersion: string | null;
  readonly hostName: string | null;
  readonly userId: number | null;
  readonly isRoot: boolean;
  /** Standard input and output are both a terminal and this is no CI: a person can be asked. */
  readonly isInteractive: boolean;
  readonly colour: boolean;
  readonly columns: number;
  /** Files that GitHub reads after a step, when it runs one; null elsewhere. */
  readonly stepFiles: { readonly summary: string | null; readonly outputs: string | null };
  /** Folder for lock and journal when `--state` is not given. */
  readonly stateFolder: string;
}

/** Signals as an abort signal, until disposed. */
export interface InterruptionWatch {
  readonly signal: AbortSignal;
  readonly by: "SIGINT" | "SIGTERM" | null;
  dispose(): void;
}

/** State of a device with the folder it lives in. */
export interface DeviceState extends StateStore {
  readonly folder: string;
  /** Removes the folder; for simulated devices, which never come back under the same path. */
  discard(): Promise<void>;
}

/** The machine, as the commands see it. */
export interface Host {
  readonly facts: HostFacts;
  readonly pid: number;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly commandRunner: CommandRunner;
  readonly installationProbe: InstallationProbe;
  readonly triggerFiles: TriggerFiles;
  readonly profileFiles: ProfileFiles;
  readonly samplerStarter: SamplerStarter;
  /** Loaded when it is needed: what runs workloads is slow to load. */
  loadWorkloadRunner(): Promise<WorkloadRunner>;
  /** Runs triggers whose scripts are saved below `folder`. */
  triggerRunner(folder: string): TriggerRunner;
  /** @throws HarnessError `output/not-writable`. */
  openBundle(out: string, runId: string): Promise<Bundle>;
  /** @throws HarnessError `bundle/not-found`, `bundle/incomplete`. */
  readBundle(folder: string): Promise<StoredBundle>;
  readonly bundleFiles: BundleFiles;
  /**
   * Sends JSON by POST, from a process of its own that may talk to that one host only.
   *
   * @throws HarnessError `report/not-sent`.
   */
  send(url: URL, body: string): Promise<void>;
  deviceState(stateFolder: string, agentPath: string): Promise<DeviceState>;
  /** State of every device below the folder. */
  listDeviceStates(stateFolder: string): Promise<readonly DeviceState[]>;
  /**
   * Bytes of a file, or of standard input for `-`.
   *
   * @throws HarnessError `parse/input-unreadable`.
   */
  readInput(path: string): Promise<Uint8Array>;
  /** Absolute path of a file; null when there is none. */
  findFile(path: string): Promise<string | null>;
  /** @throws HarnessError `simulator/unknown-profile`, `simulator/not-started`. */
  startSimulatedDevice(request: SimulatedDeviceRequest): Promise<SimulatedDevice>;
  /** The running simulated device that this agent belongs to; null when it belongs to none. Closing it does nothing. */
  attachSimulatedDevice(agentPath: string): Promise<SimulatedDevice | null>;
  listProfiles(): Promise<readonly SimulatedProfile[]>;
  /** Follows SIGINT and SIGTERM; `onRepeat` hears of every one after the first. */
  watchInterruption(onRepeat: () => void): InterruptionWatch;
  /** Resolves when `signal` aborts or when standard input, if it is a pipe, ends. */
  waitForEnd(signal: AbortSignal): Promise<void>;
  /** 8 random hexadecimal digits, for run ids. */
  randomId(): string;
}
