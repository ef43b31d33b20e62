// From the options of `verify` to what the run is asked to do. Every wrong word is refused here, before the
// device is touched; the options go no further.
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { SigningKey } from "../../../reports/stored/signing_key.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { guardScenario } from "../../../scenarios/guard_scenario.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Attestation, PrerequisiteId, Waiver } from "../../model/prerequisite.ts";
import type { RunOptions } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Keeping } from "../../ports/bundle_files.ts";
import type { Host } from "../../ports/host.ts";
import { parseAttested } from "../../prerequisites/parse_attested.ts";
import { parseWaivers } from "../../prerequisites/parse_waivers.ts";
import type { PolicyWord } from "../../prerequisites/choose_policy.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import type { FramePlan } from "../../run/run_on_device.ts";
import type { MeasuringOptions } from "../measure/measurement_plan.ts";
import { loadSigningKey } from "../sign_bundle.ts";
import { keepingOf } from "../showing/keeping_of.ts";
import { type Showing, showingOf, type ShowingOptions } from "../showing/showing.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { historyPath, type StoreOptions } from "../words/history_path.ts";

/** Values of the options of `verify`. */
export interface VerifyOptions extends DeviceOptions, StoreOptions, MeasuringOptions, ShowingOptions {
  readonly policy: PolicyWord;
  readonly attest: readonly string[];
  readonly waive: readonly string[];
  readonly scenario: readonly string[];
  readonly repeats: number;
  readonly deadlineMs: number;
  readonly graceMs: number | undefined;
  readonly out: string;
  readonly reporter: readonly string[];
  readonly keep?: number;
  readonly keepDays?: number;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly asPublished?: true;
  readonly leaveEnabled?: true;
  readonly restoreFirst?: true;
  readonly measure?: true;
  readonly redact?: true;
  readonly sign?: string;
}

const SETTLE_MS = { real: 10_000, simulated: 500 } as const;

/** What a run is asked to do, checked. */
export interface VerifyPlan {
  readonly frame: FramePlan;
  /** Folder that gets the bundle. */
  readonly out: string;
  readonly policy: PolicyWord;
  readonly attested: readonly Attestation[];
  readonly waivers: ReadonlyMap<PrerequisiteId, Waiver>;
  readonly scenarios: readonly Scenario[];
  readonly reporters: readonly Reporter[];
  readonly options: RunOptions;
  /** Null when nothing is measured. */
  readonly measured: PlannedMeasurement | null;
  /** Null when the bundle is not signed. */
  readonly signingKey: SigningKey | null;
  /** The person has consented by an option. */
  readonly consented: boolean;
  /** Null: every bundle stays. */
  readonly keeping: Keeping | null;
  readonly showing: Showing;
  /** Path of the history; null when the run is kept in none. */
  readonly history: string | null;
}

/** @throws HarnessError `usage/…`, `scenario/unknown`, `report/unknown-reporter`. */
export async function planVerify(
  host: Pick<Host, "facts" | "findFile" | "readInput">,
  options: VerifyOptions,
): Promise<VerifyPlan> {
  const published = selectScenarios(CATALOGUE, options.scenario);
  const scenarios = options.asPublished === true ? published : published.map(guardScenario);
  const reporters = selectReporters([
    ...(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter),
    ...(options.measure === true ? ["feedback"] : []),
  ]);
  const device = deviceChoice(options);
  const kind = device.profile === null ? "real" : "simulated";
  if (options.measure !== true) refuseMeasuringWords(options);
  const attested = parseAttested(options.attest);
  const stated = attested.flatMap(({ id, statement }) => statement === null ? [] : [{ id, statement }]);
  return {
    frame: {
      device,
      stateFolder: options.state ?? host.facts.stateFolder,
      restoreFirst: options.restoreFirst === true,
      deadlineMs: options.deadlineMs,
    },
    out: options.out,
    policy: options.policy,
    attested,
    waivers: parseWaivers(options.waive),
    scenarios,
    reporters,
    options: {
      repeats: options.repeats,
      deadlineMs: options.deadlineMs,
      graceMs: options.graceMs ?? options.deadlineMs,
      settleMs: options.settleMs ?? SETTLE_MS[kind],
      scenarios: scenarios.map(({ id }) => id),
      attested: attested.map(({ id }) => id),
      ...(stated.length === 0 ? {} : { attestations: stated }),
      leaveEnabled: options.leaveEnabled === true,
      triggerVariant: options.asPublished === true ? "as-published" : "guarded",
    },
    measured: options.measure === true ? await planMeasured(host, options, kind) : null,
    signingKey: options.sign === undefined ? null : await loadSigningKey(host, options.sign),
    consented: options.yes === true,
    keeping: keepingOf(options),
    showing: showingOf(options, host.facts.colour),
    history: historyPath(host, options),
  };
}

async function planMeasured(
  host: Pick<Host, "facts" | "findFile" | "readInput">,
  options: VerifyOptions,
  kind: keyof typeof SETTLE_MS,
): Promise<PlannedMeasurement> {
  const { DEFAULT_DETAILS, planMeasurement } = await import(
    import.meta.resolve("../measure/measurement_plan.ts")
  ) as typeof import("../measure/measurement_plan.ts");
  return await planMeasurement(host, { ...DEFAULT_DETAILS, ...options }, kind);
}

/** A budget of a run that measures nothing would always be met: what cannot act is refused, not passed over. */
function refuseMeasuringWords(
  { workload, folder, blocks, blockMs, rate, quick, budget, redact }: VerifyOptions,
): void {
  const given = Object.entries({
    "--budget": budget.length > 0,
    "--quick": quick === true,
    "--rate": rate !== undefined,
    "--workload": workload.length > 0,
    "--folder": folder !== undefined,
    "--blocks": blocks !== undefined,
    "--block-seconds": blockMs !== undefined,
    "--redact": redact === true,
  });
  const idle = given.find(([, isGiven]) => isGiven)?.[0];
  if (idle === undefined) return;
  throw new HarnessError("usage/invalid", `Cannot use ${idle}: nothing is measured without --measure`, {
    hint: `Add --measure, or leave ${idle} out`,
  });
}
