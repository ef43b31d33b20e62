// A simulated device: real processes, its own folder, gone when closed.
import type { SimulatedCost, StartedProcess } from "../model/simulated_profile.ts";

/** What to start. */
export interface SimulatedDeviceRequest {
  /** Id of a profile: `healthy-preview`. */
  readonly profile: string;
  /** Deadline of the runs on the device, in milliseconds, which the profile `late` goes by. 30 s when left out. */
  readonly deadlineMs?: number;
  /** Takes the place of what the profile costs, value by value. */
  readonly cost?: Partial<SimulatedCost>;
}

/** A running simulated device. */
export interface SimulatedDevice {
  readonly profile: string;
  /** Folder that holds all of it. */
  readonly root: string;
  /** Path of its `mdatp`; there may be nothing there (profile `not-installed`). */
  readonly agentPath: string;
  /** Stands for `/tmp`. */
  readonly triggerFolder: string;
  /** Folder whose on-access events cost the agent something. */
  readonly workFolder: string;
  readonly processes: readonly StartedProcess[];
  /** Ends its processes and removes its folder; a second call waits for the first. */
  close(): Promise<void>;
}
