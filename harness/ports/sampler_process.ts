// The sampler as a process of its own: started, read line by line, stopped.

/** A running sampler. */
export interface SamplerProcess {
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Lets it finish its last line and waits for its end. */
  stop(): Promise<void>;
}

/** Starts samplers. */
export interface SamplerStarter {
  /**
   * Starts one; `onLine` hears every whole line it prints, in order.
   *
   * @throws HarnessError `command/not-started`.
   */
  start(request: string, onLine: (line: string) => void): SamplerProcess;
}
