// How the end of a process of a trigger is read: as a block, as its own end, or as neither.
import type { ChildRecord } from "../../model/record/run_record.ts";

/** How one process of a trigger ended, as far as judging cares. */
export type ChildEnd = "killed" | "finished" | "other";

/**
 * Classifies the end of a process. Exit code 137 without a signal is a shell that reports the kill of its last
 * command. A signal sent by us is never counted as a block.
 */
export function childEnd({ exitCode, signal, signalledByUs }: ChildRecord): ChildEnd {
  if (signalledByUs) return "other";
  if (signal === "SIGKILL" || exitCode === 137) return "killed";
  return exitCode === 0 && signal === null ? "finished" : "other";
}
