// Everything of the machine that the command line uses. The composition hands in one of these.
import type { SimulatedProfile } from "../model/simulated_profile.ts";
import type { Bundle, BundleOnDisk } from "./bundle.ts";
import type { BundleFiles } from "./bundle_files.ts";
import type { Clock } from "./clock.ts";
import type { CommandRunner } from "./command_runner.ts";
import type { InstallationProbe } from "./device.ts";
import type { HistoryStores } from "./history_store.ts";
import type { HostFacts } from "./host_facts.ts";
import type { ProgramHolder } from "./program_holder.ts";
import type { ProfileFiles } from "./profile_files.ts";
import type { Interruption } from "./run_ports.ts";
import type { SamplerStarter } from "./sampler_process.ts";
import type { SimulatedDevice, SimulatedDeviceRequest } from "./simulated_device.ts";
import type { DeviceState, ForeignState } from "./state_store.ts";
import type { Terminal } from "./terminal.ts";
import type { TrialPrograms } from "./trial_programs.ts";
import type { TriggerFiles, TriggerRunner } from "./trigger_runner.ts";
import type { WorkloadRunner } from "./workload_runner.ts";

/** Signals as an abort signal, until disposed. */
export interface InterruptionWatch extends Interruption {
  dispose(): void;
}

/** A file by its content. */
export interface IdentifiedFile {
  readonly realPath: string;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
}

/** What the runtime lets this process do, beside reading: write files, start programs, see environment and system. */
export type Right = "write" | "run" | "env" | "sys";

/** What is posted, and where. */
export interface Posting {
  readonly url: URL;
  /** Beside those that every posting has; they may be secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** A folder for what is only in the making. */
export interface ScratchFolder {
  /** Absolute, without links. */
  readonly folder: string;
  /** Removes it with all that is in it. */
  remove(): Promise<void>;
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
  readonly programHolder: ProgramHolder;
  readonly trialPrograms: TrialPrograms;
  /** Loaded when it is needed: what runs workloads is slow to load. */
  loadWorkloadRunner(): Promise<WorkloadRunner>;
  /** Runs triggers whose scripts are saved below `folder`. */
  triggerRunner(folder: string): TriggerRunner;
  /** @throws HarnessError `output/not-writable`. */
  openBundle(out: string, runId: string): Promise<Bundle>;
  /** @throws HarnessError `bundle/not-found`, `bundle/incomplete`. */
  readBundle(folder: string): Promise<BundleOnDisk>;
  readonly bundleFiles: BundleFiles;
  readonly histories: HistoryStores;
  /** @throws HarnessError `output/not-writable`. */
  makeScratch(): Promise<ScratchFolder>;
  /**
   * Unpacks a recording below a folder, and gives the path of what was unpacked.
   *
   * @throws HarnessError `recording/unreadable`.
   */
  unpackArchive(path: string, folder: string): Promise<string>;
  /**
   * Sends JSON by POST, from a process of its own that may talk to that one host only.
   *
   * @throws HarnessError `report/not-sent`.
   */
  send(posting: Posting): Promise<void>;
  deviceState(stateFolder: string, agentPath: string): Promise<DeviceState>;
  /**
   * State of every device below the folder.
   *
   * @throws HarnessError `state/unreadable`.
   */
  listDeviceStates(stateFolder: string): Promise<readonly DeviceState[]>;
  /** What runs of other users left open of the device with this agent; of any device for null. */
  findForeignStates(agentPath: string | null): Promise<readonly ForeignState[]>;
  /**
   * Bytes of a file, or of standard input for `-`.
   *
   * @throws HarnessError `parse/input-unreadable`.
   */
  readInput(path: string): Promise<Uint8Array>;
  /** Gives rights of this process up, for good. */
  giveUp(rights: readonly Right[]): void;
  /**
   * A text that nobody else may know, from a file that only its owner can read, or from standard input for `-`.
   *
   * @throws HarnessError `report/credentials-unusable`.
   */
  readSecret(path: string): Promise<string>;
  /** Where a file lies behind its links, and its digest; null when it cannot be read. */
  identifyFile(path: string): Promise<IdentifiedFile | null>;
  /** Who else could have put another program at this path, in words; null when only root and this user could. */
  findReplacer(path: string): Promise<string | null>;
  /** Who could have written this file beside root, this user and who owns the program that runs, in words; else null. */
  findWriter(path: string): Promise<string | null>;
  /** Absolute path of a file; null when there is none. */
  findFile(path: string): Promise<string | null>;
  /** @throws HarnessError `simulator/unknown-profile`, `simulator/not-started`. */
  startSimulatedDevice(request: SimulatedDeviceRequest): Promise<SimulatedDevice>;
  /** The running simulated device that this agent belongs to; null when it belongs to none. Closing it does nothing. */
  attachSimulatedDevice(agentPath: string): Promise<SimulatedDevice | null>;
  listProfiles(): Promise<readonly SimulatedProfile[]>;
  /** Follows the signals that end a run; `onRepeat` hears of every one after the first. */
  watchInterruption(onRepeat: () => void): InterruptionWatch;
  /** Resolves when `signal` aborts or when standard input, if it is a pipe, ends. */
  waitForEnd(signal: AbortSignal): Promise<void>;
  /** 16 random hexadecimal digits, for run ids: ten thousand Macs that start in one second do not meet. */
  randomId(): string;
}
