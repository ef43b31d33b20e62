// From the options of `verify` to what the run is asked to do. Every wrong word is refused here, before the
// device is touched.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { Policy, PrerequisiteId } from "../../model/prerequisite.ts";
import type { RunOptions } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import { parseAttested } from "../../prerequisites/parse_attested.ts";
import { parseWaivers } from "../../prerequisites/parse_waivers.ts";
import { policyOf } from "../../prerequisites/policies.ts";
import { type DeviceOptions, simulatedProfile } from "../../run/open_device.ts";

/** Values of the options of `verify`. Durations in milliseconds. */
export interface VerifyOptions extends DeviceOptions {
  readonly policy: "preview" | "ga";
  readonly attest: readonly string[];
  readonly waive: readonly string[];
  readonly scenario: readonly string[];
  readonly repeats: number;
  readonly deadline: number;
  readonly grace?: number;
  readonly settle?: number;
  readonly out: string;
  readonly reporter: readonly string[];
  readonly yes?: true;
  readonly dryRun?: true;
  readonly leaveEnabled?: true;
  readonly restoreFirst?: true;
  readonly narrate?: true;
  readonly step?: true;
  readonly measure?: true;
  readonly quick?: true;
  readonly workload: readonly string[];
  readonly blocks?: number;
  readonly blockSeconds?: number;
  readonly rate: number;
  readonly budget: readonly string[];
  readonly redact?: true;
  readonly json?: true;
  readonly color: boolean;
  readonly quiet?: true;
  readonly verbose?: true;
}

const SETTLE_MS = { real: 10_000, simulated: 500 } as const;

/** What a run is asked to do, checked. */
export interface RunPlan {
  readonly policy: Policy;
  readonly waivers: ReadonlyMap<PrerequisiteId, string>;
  readonly scenarios: readonly Scenario[];
  readonly reporters: readonly Reporter[];
  readonly options: RunOptions;
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
