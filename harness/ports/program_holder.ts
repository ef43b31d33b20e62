// A program that runs beside the work for as long as that takes.

/** A program that was started. */
export interface HeldProgram {
  /** False once it has ended by itself. */
  isRunning(): boolean;
  /** Ends it and waits for that. */
  end(): Promise<void>;
}

/** Starts such programs. What they print is not read. */
export interface ProgramHolder {
  /** @throws HarnessError `command/not-started`. */
  hold(argv: readonly [string, ...string[]]): HeldProgram;
}
