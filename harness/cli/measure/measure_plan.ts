// From the options of `measure` to what the run is asked to do. Every wrong word is refused here, before the device is
// touched; the options go no further.
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import type { Keeping } from "../../ports/bundle_files.ts";
import type { Host } from "../../ports/host.ts";
import type { PolicyWord } from "../../prerequisites/choose_policy.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import type { FramePlan } from "../../run/run_on_device.ts";
import { keepingOf } from "../showing/keeping_of.ts";
import { type Showing, showingOf, type ShowingOptions } from "../showing/showing.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { historyPath, type StoreOptions } from "../words/history_path.ts";
import { type MeasureDetails, type MeasuringOptions, planMeasurement } from "./measurement_plan.ts";

/** Values of the options of `measure`. */
export interface MeasureOptions
  extends DeviceOptions, StoreOptions, MeasuringOptions, MeasureDetails, ShowingOptions {
  readonly policy: PolicyWord;
  readonly out: string;
  readonly reporter: readonly string[];
  readonly keep?: number;
  readonly keepDays?: number;
  readonly redact?: true;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly restoreFirst?: true;
}

/** What a measurement is asked to do, checked. */
export interface MeasurePlan {
  readonly frame: FramePlan;
  /** Folder that gets the bundle. */
  readonly out: string;
  readonly policy: PolicyWord;
  readonly reporters: readonly Reporter[];
  readonly measured: PlannedMeasurement;
  /** The person has consented by an option. */
  readonly consented: boolean;
  /** Null: every bundle stays. */
  readonly keeping: Keeping | null;
  readonly showing: Showing;
  /** Path of the history; null when the run is kept in none. */
  readonly history: string | null;
}

function reporterWords({ reporter }: MeasureOptions): readonly string[] {
  return reporter.length === 0 ? [ALL_REPORTERS] : reporter;
}

/** @throws HarnessError `usage/…`, `report/unknown-reporter`. */
export async function planMeasure(
  host: Pick<Host, "facts" | "findFile" | "readInput">,
  options: MeasureOptions,
): Promise<MeasurePlan> {
  const device = deviceChoice(options);
  const kind = device.profile === null ? "real" : "simulated";
  return {
    frame: {
      device,
      stateFolder: options.state ?? host.facts.stateFolder,
      restoreFirst: options.restoreFirst === true,
    },
    out: options.out,
    policy: options.policy,
    reporters: selectReporters([...reporterWords(options), "feedback"]),
    measured: await planMeasurement(host, options, kind),
    consented: options.yes === true,
    keeping: keepingOf(options),
    showing: showingOf(options, host.facts.colour),
    history: historyPath(host, options),
  };
}
