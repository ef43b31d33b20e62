// Programs of ours that try on this machine what no command of the system can show, each in processes of its own.
import type { Command } from "./command_runner.ts";

/** Argument vectors; each program ends by itself, leaves nothing behind, and prints what it saw as JSON. */
export interface TrialPrograms {
  /** Prints a {@linkcode LockTrial}. */
  readonly lock: Command["argv"];
  /** Prints a {@linkcode FileTrial}. */
  readonly files: Command["argv"];
  /** The sampler, for one reading: prints its lines. */
  readonly sampler: Command["argv"];
}

/** What became of the lock of a device while a second process held it, and after that process was killed. */
export interface LockTrial {
  readonly whileHeld: "refused" | "taken";
  readonly afterDeath: "refused" | "taken";
}

/** What the file system for temporary files does. */
export interface FileTrial {
  /** As the environment names it. */
  readonly folder: string;
  /** Behind its links. */
  readonly realFolder: string;
  readonly ignoresCase: boolean;
  /** Durations of a few small writes made durable, in milliseconds. */
  readonly syncMs: readonly number[];
}
