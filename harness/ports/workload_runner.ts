// Running the scripts of workloads, in a folder that is theirs alone.

/** A script to run. */
export interface WorkloadScript {
  readonly script: string;
  readonly folder: string;
  /** After this it is killed, with all that it started. */
  readonly timeoutMs: number;
  /** Kills it likewise. */
  readonly signal: AbortSignal;
}

/** What a script did. */
export interface ScriptOutcome {
  readonly durationMs: number;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** First lines of what it complained about. */
  readonly stderr: string;
}

/** Runs workload scripts with bash. */
export interface WorkloadRunner {
  /** Path of the first of these programs that is there and works; null when none does. */
  findTool(names: readonly string[]): Promise<string | null>;
  /**
   * A fresh folder below `parent`; below the system's temporary folder when it is null. `announce` is told its path
   * before it is made, so that it is found again whatever happens to this process.
   */
  makeFolder(parent: string | null, announce: (path: string) => Promise<void>): Promise<string>;
  /** Removes a folder that `makeFolder` gave; one that is gone is fine. */
  removeFolder(folder: string): Promise<void>;
  /** Free room where the folder is; null when it cannot be read. */
  freeBytes(folder: string): Promise<number | null>;
  run(script: WorkloadScript): Promise<ScriptOutcome>;
}
