// What a measurement needs of the outside, in one place.
import type { Clock } from "../ports/clock.ts";
import type { CommandRunner } from "../ports/command_runner.ts";
import type { Device } from "../ports/device.ts";
import type { EvidenceStore } from "../ports/evidence_store.ts";
import type { RunLog } from "../ports/run_log.ts";
import type { SampleStore } from "../ports/sample_store.ts";
import type { SamplerStarter } from "../ports/sampler_process.ts";
import type { WorkloadRunner } from "../ports/workload_runner.ts";

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
}

/** Where and on what a measurement runs. */
export interface MeasurementPlace {
  /** System that the harness itself runs on, whatever the device says it is. */
  readonly hostPlatform: "darwin" | "linux";
  /** Folder of a simulated device; null for a real one. */
  readonly root: string | null;
  /** Parent of the folders that workloads work in; null for the system's temporary folder. */
  readonly workFolder: string | null;
  /** Our own process, left out of the other consumers. */
  readonly ownPid: number;
}
