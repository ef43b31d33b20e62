// Where raw outputs go, so that a verdict can be checked by somebody who does not trust it.
import type { CommandOutput } from "./command_runner.ts";

/** Keeps raw outputs. */
export interface EvidenceStore {
  /**
   * Keeps one output and returns its id (`0007-threat-list`). An output equal to the one before it of the same
   * command shares its file; every call has an entry of its own in the index.
   */
  keep(label: string, output: CommandOutput): Promise<string>;
}
