// What a measurement needs of the outside, in one place.
import type { Platform } from "../model/platform.ts";
import type { Clock } from "./clock.ts";
import type { CommandRunner } from "./command_runner.ts";
import type { Device } from "./device.ts";
import type { ProgramHolder } from "./program_holder.ts";
import type { EvidenceStore, RunLog, SampleStore } from "./bundle.ts";
import type { SamplerStarter } from "./sampler_process.ts";
import type { WorkloadRunner } from "./workload_runner.ts";

/** Ports of a measurement. */
export interface MeasurementPorts {
  readonly device: Device;
  readonly clock: Clock;
  readonly log: RunLog;
  readonly evidence: EvidenceStore;
  readonly commandRunner: CommandRunner;
  readonly samplerStarter: SamplerStarter;
  readonly samples: SampleStore;
  readonly workloadRunner: WorkloadRunner;
  readonly programHolder: ProgramHolder;
}

/** Where and on what a measurement runs. */
export interface MeasurementPlace {
  /** System that the harness itself runs on, whatever the device says it is. */
  readonly hostPlatform: Platform;
  /** Folder of a simulated device; null for a real one. */
  readonly root: string | null;
  /** Parent of the folders that workloads work in, absolute; null for the system's temporary folder. */
  readonly workFolder: string | null;
  /** Our own process, left out of the other consumers. */
  readonly ownPid: number;
}
