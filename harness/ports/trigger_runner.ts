// Starting a trigger and seeing, to the millisecond, how it ended.
import type { ChildRecord } from "../model/run_record.ts";

/** A running script of a trigger. */
export interface RunningTrigger {
  readonly pid: number;
  /** The command as a person would type it. */
  readonly command: string;
  /** Monotonic clock at the start. */
  readonly startedAtMs: number;
  /** Resolves when the process itself ended, whatever its descendants do. */
  readonly ended: Promise<ChildRecord>;
  /** Kills what is left of the process group; `ended` then says `signalledByUs` if the process still ran. */
  stop(): Promise<void>;
}

/** Runs scripts as the vendor's demonstration does: `bash SCRIPT`, in a process group of their own. */
export interface TriggerRunner {
  /**
   * Writes the script to the harness's own folder and starts it.
   *
   * @throws HarnessError `trigger/not-started`, with no process left.
   */
  start(scriptName: string, lines: readonly string[]): Promise<RunningTrigger>;
  /** Removes the scripts written so far. */
  dispose(): Promise<void>;
}
