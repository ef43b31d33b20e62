// The end of a process of a trigger, as a sentence.
import type { ChildRecord } from "../../harness/model/record/run_record.ts";
import { formatDuration } from "./format_duration.ts";

/** How it ended, by whom, and after how long. */
export function describeChildEnd(child: ChildRecord | null): string {
  if (child === null) return "The trigger did not start";
  const time = formatDuration(child.durationMs);
  if (child.signal !== null) {
    return `${child.signal} ended the process after ${time}${
      child.signalledByUs ? ", sent by the harness" : ""
    }`;
  }
  return `The process ended by itself after ${time}, exit code ${child.exitCode}`;
}
