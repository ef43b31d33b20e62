// `measure`: the measurement from the lock to the reports.
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Policy } from "../../model/prerequisite.ts";
import type { ConsentRecord } from "../../model/record/run_record.ts";
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import type { Host } from "../../ports/host.ts";
import { policyOf } from "../../prerequisites/policies.ts";
import { measureRun } from "../../run/measure_run.ts";
import { measurementPorts } from "../../run/measurement_hook.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import { measurementPlace } from "../../run/measuring/measurement_place.ts";
import { NO_SCENARIOS } from "../../run/no_scenarios.ts";
import { deviceRecord } from "../../run/open_device.ts";
import { type FramePlan, runOnDevice } from "../../run/run_on_device.ts";
import { createStyle } from "../showing/create_style.ts";
import { describeFootprint } from "../showing/describe_footprint.ts";
import { followRun } from "../showing/follow_run.ts";
import { reportRun } from "../showing/report_run.ts";
import { type Showing, showingOf, type ShowingOptions } from "../showing/showing.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { TOOL } from "../words/tool.ts";
import { measureFootprint, measurementTime } from "./measure_footprint.ts";
import { type MeasureDetails, type MeasuringOptions, planMeasurement } from "./measure_plan.ts";

/** Values of the options of `measure`. */
export interface MeasureOptions extends DeviceOptions, MeasuringOptions, MeasureDetails, ShowingOptions {
  readonly state?: string;
  readonly policy: "preview" | "ga";
  readonly out: string;
  readonly reporter: readonly string[];
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
  readonly policy: Policy;
  readonly reporters: readonly Reporter[];
  readonly measured: PlannedMeasurement;
  /** Leaves identifiers and host names out of the feedback. */
  readonly redact: boolean;
  /** The person has consented by an option. */
  readonly consented: boolean;
  readonly showing: Showing;
}

/** Runs `measure` and returns its exit code. */
export async function measure(host: Host, options: MeasureOptions): Promise<ExitCode> {
  const plan = await planMeasure(host, options);
  if (options.dryRun === true) {
    host.terminal.write(describeFootprint(measureFootprint(host, plan), [measurementTime(plan.measured)]));
    return EXIT_CODE.pass;
  }
  const { measured, policy, showing } = plan;
  const style = await createStyle(showing.colour);
  return await runOnDevice(host, {
    plan: plan.frame,
    open: async (runId) => {
      const bundle = await host.openBundle(plan.out, runId);
      return { bundle, style, follower: followRun({ host, bundle, style, showing }) };
    },
    act: async ({ device, state, interruption, kept: { bundle, follower } }) =>
      await measureRun(
        {
          ...await measurementPorts({ host, device, bundle, log: follower.log }),
          state,
          triggerFiles: host.triggerFiles,
        },
        {
          start: {
            schemaVersion: SCHEMA_VERSION,
            runId: bundle.runId,
            tool: TOOL,
            simulated: device.simulated !== null,
            device: deviceRecord(host, device),
            options: NO_SCENARIOS,
          },
          policy,
          isRoot: host.facts.isRoot,
          measurement: { ...measured, place: measurementPlace(host, device) },
          askConsent: () => askConsent(host, plan),
          interruption,
        },
      ),
    report: ({ kept }, restored) => reportRun(host, plan, { ...kept, restored }),
  });
}

async function planMeasure(host: Host, options: MeasureOptions): Promise<MeasurePlan> {
  const device = deviceChoice(options);
  const kind = device.profile === null ? "real" : "simulated";
  return {
    frame: {
      device,
      stateFolder: options.state ?? host.facts.stateFolder,
      restoreFirst: options.restoreFirst === true,
    },
    out: options.out,
    policy: policyOf(options.policy),
    reporters: selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter),
    measured: await planMeasurement(host, options, kind),
    redact: options.redact === true,
    consented: options.yes === true,
    showing: showingOf(options, host.facts.colour),
  };
}

/** Measuring the device as it is changes nothing, so nobody is asked. */
async function askConsent(
  { terminal, facts }: Pick<Host, "terminal" | "facts">,
  { measured, consented }: MeasurePlan,
): Promise<ConsentRecord> {
  if (measured.plan.arms === "current" || consented) return { given: true, how: "option" };
  if (!facts.isInteractive) return { given: false, how: "not-asked" };
  const question = "Behavior monitoring is switched off and on for this and put back at the end. Measure?";
  return { given: await terminal.confirm(question), how: "prompt" };
}
