// From the options of `verify` to what the run is asked to do. Every wrong word is refused here, before the
// device is touched.
import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { selectScenarios } from "../../scenarios/select_scenarios.ts";
import type { Reporter } from "../../reports/reporter.ts";
import { ALL_REPORTERS, selectReporters } from "../../reports/registry.ts";
import type { Policy, PrerequisiteId } from "../model/prerequisite.ts";
import type { RunOptions } from "../model/run_record.ts";
import type { Scenario } from "../model/scenario.ts";
import { parseAttested } from "../prerequisites/parse_attested.ts";
import { parseWaivers } from "../prerequisites/parse_waivers.ts";
import { GA_POLICY, PREVIEW_POLICY } from "../prerequisites/policies.ts";
import { simulatedProfile } from "./open_device.ts";
import type { VerifyOptions } from "./verify_options.ts";

const SETTLE_MS = { real: 10_000, simulated: 500 } as const;

/** What a run is asked to do, checked. */
export interface RunPlan {
  readonly policy: Policy;
  readonly waivers: ReadonlyMap<PrerequisiteId, string>;
  readonly scenarios: readonly Scenario[];
  readonly reporters: readonly Reporter[];
  readonly options: RunOptions;
}

/** The policy with this name. */
export function policyOf(name: "preview" | "ga"): Policy {
  return name === "ga" ? GA_POLICY : PREVIEW_POLICY;
}

/** @throws HarnessError `usage/…`, `scenario/unknown`, `report/unknown-reporter`. */
export function planRun(options: VerifyOptions): RunPlan {
  const scenarios = selectScenarios(CATALOGUE, options.scenario);
  const reporters = selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter);
  const kind = simulatedProfile(options) === null ? "real" : "simulated";
  return {
    policy: policyOf(options.policy),
    waivers: parseWaivers(options.waive),
    scenarios,
    reporters,
    options: {
      repeats: options.repeats,
      deadlineMs: options.deadline,
      graceMs: options.grace ?? options.deadline,
      settleMs: options.settle ?? SETTLE_MS[kind],
      scenarios: scenarios.map(({ id }) => id),
      attested: [...parseAttested(options.attest)],
      leaveEnabled: options.leaveEnabled === true,
    },
  };
}
