// Which form of the trigger ran, and what it left at its paths, in few words. Shared by the formats people read.
import { fileFault } from "../../harness/model/record/file_fault.ts";
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import type { AttemptRecord, RunOptions } from "../../harness/model/record/run_record.ts";

const VARIANT: Readonly<Record<NonNullable<RunOptions["triggerVariant"]>, string>> = {
  guarded: "guarded: creates its files exclusively and ends at the first error",
  "as-published": "as published, to the letter",
};

/** The form of the trigger; null where the record does not tell. */
export function variantInWords({ triggerVariant }: RunOptions): string | null {
  return triggerVariant === undefined ? null : VARIANT[triggerVariant];
}

/** The same, read off the events of a run. */
export function variantOfRun([start]: readonly RunEvent[]): string | null {
  return start?.kind === "run-started" ? variantInWords(start.options) : null;
}

/** `2 of 2 as written`, and what is wrong with the others; null where the record does not tell. */
export function filesInWords({ triggerFiles = [] }: Pick<AttemptRecord, "triggerFiles">): string | null {
  if (triggerFiles.length === 0) return null;
  const faults = triggerFiles.flatMap((file) => {
    const fault = fileFault(file);
    return fault === null ? [] : [`; "${file.name}" ${fault}`];
  });
  return `${triggerFiles.length - faults.length} of ${triggerFiles.length} as written${faults.join("")}`;
}

/** What the attempts left, each way once; null where the record does not tell. */
export function allFilesInWords(
  attempts: readonly Pick<AttemptRecord, "triggerFiles">[],
): string | null {
  const ways = new Set(attempts.map(filesInWords).filter((words) => words !== null));
  return ways.size === 0 ? null : [...ways].join(", or ");
}
