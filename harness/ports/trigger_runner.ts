// Starting a trigger and seeing, to the millisecond, how it ended.
import type { ChildRecord, TriggerFileRecord } from "../model/record/run_record.ts";

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

/** What is at a trigger path now. */
export type TriggerPathState =
  | { readonly kind: "absent" }
  /** A regular file with one link that belongs to us: left by an earlier demonstration. */
  | { readonly kind: "ours" }
  | { readonly kind: "unsafe"; readonly why: string }
  | { readonly kind: "unreadable"; readonly why: string };

/** What became of a file that was to be removed. */
export type Removal =
  /** By its name; it lives on under so many others. */
  | { readonly kind: "removed"; readonly otherNames: number }
  | { readonly kind: "absent" }
  /** It is somebody else's. */
  | { readonly kind: "left"; readonly why: string };

/** What was at a path after the trigger. */
export type TriggerFileFacts = Omit<TriggerFileRecord, "name">;

/** What a run makes outside its own folders, and takes away again. */
export interface TriggerFiles {
  inspect(path: string): Promise<TriggerPathState>;
  /**
   * What is there after the trigger, and whether it starts with `content`. By descriptor, so that it is one file of
   * which all is told; with `opens: false` by path and size only, for files that an antivirus scans when they are opened.
   */
  look(
    path: string,
    wanted: { readonly content: string; readonly opens: boolean },
  ): Promise<TriggerFileFacts>;
  /**
   * Has our file removed by a helper process, by its name when it has several; somebody else's is left alone.
   *
   * @throws HarnessError `trigger/removal-failed`, and `trigger/helper-killed` when the helper died by SIGKILL.
   */
  remove(path: string): Promise<Removal>;
  /**
   * Removes a folder of a workload with all that is in it; what is no folder of ours, or has no such name, is left alone.
   *
   * @throws HarnessError `trigger/removal-failed`.
   */
  removeFolder(path: string): Promise<Removal>;
}
