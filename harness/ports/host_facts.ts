// What the machine and the terminal are, read once.
import type { Platform } from "../model/platform.ts";

/** Facts about the machine that runs the harness. */
export interface HostFacts {
  /** Null on systems that have no agent (Windows). */
  readonly platform: Platform | null;
  readonly osVersion: string | null;
  readonly hostName: string | null;
  /** Where the work of the person lies; null where nobody says. */
  readonly homeFolder: string | null;
  readonly userId: number | null;
  readonly userName: string | null;
  /** Who called sudo; null when nobody did. */
  readonly startedBy: string | null;
  readonly isRoot: boolean;
  /** User and group that called sudo, by number: what root writes for him is to be his. Null when nobody did. */
  readonly sudoCaller: { readonly uid: number; readonly gid: number } | null;
  /** Standard input and output are both a terminal and this is no CI: a person can be asked. */
  readonly isInteractive: boolean;
  readonly colour: boolean;
  /** Cells of the terminal that standard output is; undefined for a pipe or a file, whose lines nobody breaks. */
  readonly columns: number | undefined;
  /** A step of a GitHub workflow runs this: what it prints is a log that may hold annotations. */
  readonly isGithubStep: boolean;
  /** Files that GitHub reads after a step, when it runs one; null elsewhere. */
  readonly stepFiles: { readonly summary: string | null; readonly outputs: string | null };
  /** Variables of the environment that are ours: `BMVERIFY_…`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where a configuration is looked for, in order. */
  readonly configurationPlaces: readonly string[];
  /** Folder that relative paths begin at. */
  readonly workingFolder: string;
  /** Folder for lock and journal when `--state` is not given. */
  readonly stateFolder: string;
}
