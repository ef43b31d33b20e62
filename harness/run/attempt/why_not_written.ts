// Whether the files of a trigger are what its script writes: without them the trigger did not do what it has to.
import { fileFault } from "../../model/record/file_fault.ts";
import type { TriggerFileRecord } from "../../model/record/run_record.ts";
import type { Expectation } from "../../model/scenario.ts";

/** Which file is not what the trigger writes; null when all are, or when the agent took what it is to take. */
export function whyNotWritten(
  { expectation, triggerFiles = [] }: {
    readonly expectation: Expectation["kind"];
    readonly triggerFiles?: readonly TriggerFileRecord[] | undefined;
  },
): string | null {
  for (const file of triggerFiles) {
    if (!file.present && expectation === "file-removed-and-recorded") continue;
    const fault = fileFault(file);
    if (fault !== null) return `The trigger did not do what it has to: "${file.name}" ${fault} after it`;
  }
  return null;
}
