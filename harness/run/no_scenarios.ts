// What the record says was asked of a run that tries no scenario.
import type { RunOptions } from "../model/record/run_record.ts";

/** No attempts, no deadline, nothing attested. */
export const NO_SCENARIOS: RunOptions = {
  repeats: 1,
  deadlineMs: 0,
  graceMs: 0,
  settleMs: 0,
  scenarios: [],
  attested: [],
  leaveEnabled: false,
};
