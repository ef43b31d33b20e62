// What is wrong with a file that a trigger wrote, in words that go behind its name.
import type { TriggerFileRecord } from "./run_record.ts";

/** `is not there`, for instance; null when the file is as the script writes it. */
export function fileFault({ present, regular, ours, asWritten }: TriggerFileRecord): string | null {
  if (!present) return "is not there";
  if (!regular) return "is not a regular file";
  if (!ours) return "is not ours alone";
  return asWritten ? null : "does not hold what the script writes";
}
