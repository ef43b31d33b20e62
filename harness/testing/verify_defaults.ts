// Options of `verify` for tests.
import type { VerifyOptions } from "../cli/verify/verify_plan.ts";

/** What the command line gives when nobody says anything. */
export const VERIFY_DEFAULTS: VerifyOptions = {
  device: "real",
  policy: "auto",
  attest: [],
  waive: [],
  scenario: [],
  repeats: 1,
  deadlineMs: 30_000,
  graceMs: undefined,
  settleMs: undefined,
  blockMs: undefined,
  workload: [],
  budget: [],
  out: "reports/out",
  reporter: [],
  color: true,
};
