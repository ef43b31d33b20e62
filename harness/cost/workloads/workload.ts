// What a workload is: scripts as data, with the answer that proves that the work was done. Leaves running them to
// harness/host (zx), and repeating and timing to the measurement.

/** Name of a workload. */
export const WORKLOAD_IDS = [
  "idle",
  "tree-install",
  "tree-removal",
  "build",
  "git-checkout",
  "archive",
  "file-churn",
  "source-tree",
  "process-spawn",
] as const;

/** One of {@linkcode WORKLOAD_IDS}. */
export type WorkloadId = (typeof WORKLOAD_IDS)[number];

/** What is measured when nobody names any: what people complain of. */
export const DEFAULT_WORKLOADS: readonly WorkloadId[] = WORKLOAD_IDS.slice(0, 6);

/** What a workload is made from. */
export interface WorkloadSettings {
  /** Same seed, same bytes: both arms do the same work. */
  readonly seed: number;
  /** Multiplies the work of one repetition. */
  readonly scale: number;
  /** Program for `build`, found by the measurement; null where the workload needs none. */
  readonly tool: string | null;
}

/** Bash scripts, run one after the other in an empty folder of their own. They print nothing but answers. */
export interface WorkloadScripts {
  /** Once per block, not timed; null when there is nothing to prepare. */
  readonly prepare: string | null;
  /** The work, timed, repeated within a block. */
  readonly act: string;
  /** After each repetition, not timed: leaves the folder as the act found it. Null when the act does. */
  readonly reset: string | null;
  /** What `act` prints when all of the work was done. */
  readonly answer: string;
  /** Units of work in one repetition. */
  readonly work: number;
  /** The same in words. */
  readonly size: string;
  /** Most room it needs at one time. */
  readonly diskBytes: number;
}

/** A workload. */
export interface Workload {
  readonly id: WorkloadId;
  readonly title: string;
  /** What is counted: `files`, `processes`. */
  readonly unit: string;
  /** Any one of these programs is enough; empty when nothing beyond bash, tar and awk is needed. */
  readonly tools: readonly string[];
  /**
   * What preparing a block takes, and the repetition that goes on when its time is over, at scale 1; in milliseconds, as
   * measured on two cores of a server that did nothing else.
   */
  readonly aroundBlockMs: number;
  /** Public thread of somebody whose work this is, on macOS where there is one; null: none is known. */
  readonly complaint: string | null;
  /** Null for the workload that does nothing. */
  scripts(settings: WorkloadSettings): WorkloadScripts | null;
}

/**
 * First lines of every script: stop at the first failure, sort and print alike everywhere, and keep the files with the
 * attributes of macOS out of archives.
 */
export const SCRIPT_HEAD = "set -eu\nexport LC_ALL=C COPYFILE_DISABLE=1\n";

/** A count scaled, at least one. */
export function scaled(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale));
}

/**
 * The next number of the seeded sequence that scripts and expectations share; fits bash, awk and JavaScript alike.
 * Source: S. K. Park and K. W. Miller, CACM 31 (1988) 1192-1201.
 */
export function nextNumber(state: number): number {
  return (state * 16807) % 2147483647;
}

/** A seed that the sequence can start from. */
export function startState(seed: number): number {
  return (Math.abs(Math.trunc(seed)) % 2147483646) + 1;
}

/** The sequence after `count` steps. */
export function stateAfter(seed: number, count: number): number {
  let state = startState(seed);
  for (let step = 0; step < count; step++) state = nextNumber(state);
  return state;
}
