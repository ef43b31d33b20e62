// `measure`: the measurement from the lock to the reports.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { ConsentRecord } from "../../model/record/run_record.ts";
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import type { Host } from "../../ports/host.ts";
import { measureRun } from "../../run/measure_run.ts";
import { measurementPorts } from "../../run/measurement_hook.ts";
import { measurementPlace } from "../../run/measuring/measurement_place.ts";
import { NO_SCENARIOS } from "../../run/no_scenarios.ts";
import { deviceRecord, NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { identifyDevice } from "../../run/identity/identify_device.ts";
import { runOnDevice } from "../../run/run_on_device.ts";
import { createStyle } from "../showing/create_style.ts";
import { describeFootprint } from "../showing/describe_footprint.ts";
import { STEP } from "../../../reports/terminal/run_steps.ts";
import { plannedSteps } from "../verify/run_length.ts";
import { followRun } from "../showing/follow_run.ts";
import { reportRun } from "../showing/report_run.ts";
import { TOOL } from "../words/tool.ts";
import { measureFootprint } from "./measure_footprint.ts";
import { type MeasureOptions, type MeasurePlan, planMeasure } from "./measure_plan.ts";
import { announcement, timeInWords } from "./measurement_time.ts";

/** Runs `measure` and returns its exit code. */
export async function measure(host: Host, options: MeasureOptions): Promise<ExitCode> {
  const plan = await planMeasure(host, options);
  if (options.dryRun === true) {
    host.terminal.write(describeFootprint(measureFootprint(host, plan), announcement(plan.measured)));
    return EXIT_CODE.pass;
  }
  const { measured, policy, showing } = plan;
  const style = await createStyle(showing.colour);
  return await runOnDevice(host, {
    plan: plan.frame,
    open: async (runId) => {
      const bundle = await host.openBundle(plan.out, runId);
      const planned = plannedSteps({ scenarios: [], options: NO_SCENARIOS, measured, platform: null });
      // The arms switch it.
      const steps = planned.filter(({ id }) => id !== STEP.switch);
      return { bundle, style, follower: followRun({ host, bundle, style, showing, steps }) };
    },
    act: async ({ device, state, interruption, kept: { bundle, follower } }) =>
      await measureRun(
        {
          ...await measurementPorts({ host, device, bundle, log: follower.log, interruption }),
          restoringDevice: openDevice(host, device, bundle.evidence),
          bareDevice: openDevice(host, device, NO_EVIDENCE),
          state,
          triggerFiles: host.triggerFiles,
        },
        {
          start: {
            schemaVersion: SCHEMA_VERSION,
            runId: bundle.runId,
            tool: TOOL,
            simulated: device.simulated !== null,
            device: {
              ...deviceRecord(host, device),
              ...await identifyDevice(host, device, bundle.evidence),
            },
            options: NO_SCENARIOS,
          },
          policy,
          isRoot: host.facts.isRoot,
          measurement: { ...measured, place: measurementPlace(host, { device, planned: measured }) },
          askConsent: () => askConsent(host, plan),
          interruption,
        },
      ),
    report: ({ kept }, restored) => reportRun(host, plan, { ...kept, restored }),
  });
}

/** Measuring the device as it is changes nothing, so nobody is asked. */
async function askConsent(
  { terminal, facts }: Pick<Host, "terminal" | "facts">,
  { measured, consented }: Pick<MeasurePlan, "measured" | "consented">,
): Promise<ConsentRecord> {
  if (measured.plan.arms === "current" || consented) return { given: true, how: "option" };
  if (!facts.isInteractive) return { given: false, how: "not-asked" };
  const question = "Behavior monitoring is switched off and on for this and put back at the end. " +
    `It takes ${timeInWords(measured)}. Measure?`;
  return { given: await terminal.confirm(question), how: "prompt" };
}
