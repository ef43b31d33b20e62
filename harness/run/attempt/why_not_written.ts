// Whether the files of a trigger are what its script writes: without them the trigger did not do what it has to.
import type { TriggerFileRecord } from "../../model/record/run_record.ts";
import type { Expectation } from "../../model/scenario.ts";

/** Which file is not what the trigger writes; null when all are, or when the agent took what it is to take. */
export function whyNotWritten(
  { expectation, triggerFiles = [] }: {
    readonly expectation: Expectation["kind"];
    readonly triggerFiles?: readonly TriggerFileRecord[] | undefined;
  },
): string | null {
  for (const { name, present, regular, ours, asWritten } of triggerFiles) {
    if (!present && expectation === "file-removed-and-recorded") continue;
    const why = !present
      ? "is not there"
      : !regular
      ? "is not a regular file"
      : !ours
      ? "is not ours alone"
      : !asWritten
      ? "does not hold what the script writes"
      : null;
    if (why !== null) return `The trigger did not do what it has to: "${name}" ${why} after it`;
  }
  return null;
}
