// For tests: runs a check over records in which every text of the device is hostile.
import fc from "fast-check";
import { foldRun } from "../../harness/model/record/fold.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { HOSTILE_TEXT, hostileBodies } from "./hostile_run.ts";
import { stampEvents } from "./run_events.ts";

/** A record in which every text of the device is `text`. */
export function recordWithText(text: string): RunRecord {
  return foldRun(stampEvents(hostileBodies(text)));
}

/** Calls `check` with many such records; it throws when something is wrong. `extra` are texts to try for sure. */
export function forHostileRecords(
  check: (record: RunRecord, text: string) => void,
  extra: readonly string[] = [],
): void {
  const known = fc.constantFrom(HOSTILE_TEXT, ...HOSTILE_TEXT.split("\n"), ...extra);
  const any = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
  fc.assert(fc.property(fc.oneof(known, any), (text) => check(recordWithText(text), text)), { numRuns: 50 });
}
