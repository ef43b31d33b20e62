// A simulated device: real processes, its own folder, gone when closed.

/** What to start. */
export interface SimulatedDeviceRequest {
  readonly profile: string;
  /** Deadline of the run, in milliseconds: a profile that is late is late against it. */
  readonly deadlineMs: number;
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
  /** As they were started; one that dies is started again under another number. */
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
  /** Ends its processes and removes its folder; a second call waits for the first. */
  close(): Promise<void>;
}
