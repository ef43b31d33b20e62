// Running a command of somebody else's and keeping all it said.

/** A command to run: argument vector (no shell), limits. */
export interface Command {
  /** Absolute path of the program, then its arguments. */
  readonly argv: readonly [string, ...string[]];
  /** After this the whole process group is killed. */
  readonly timeoutMs: number;
  /** Output beyond this is dropped and `truncated` set. */
  readonly maxOutputBytes: number;
  /** Kills the whole process group when it aborts. */
  readonly signal?: AbortSignal;
}

/** What a command did. Ending badly is data here, not an exception. */
export interface CommandOutput {
  readonly argv: readonly string[];
  /** ISO 8601. */
  readonly startedAt: string;
  /** Monotonic clock, same origin as {@linkcode Clock.monotonicMs}. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly truncated: boolean;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Runs commands in a process group of their own, in the C locale, with no standard input. */
export interface CommandRunner {
  /**
   * Runs a command to its end.
   *
   * @throws HarnessError `command/not-found` when there is no such program, `command/not-started` when it cannot
   * be executed.
   */
  run(command: Command): Promise<CommandOutput>;
}
