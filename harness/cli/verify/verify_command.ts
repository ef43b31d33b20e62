// `verify`: the whole lifecycle around a run, from the lock to the reports.
import { renderCostTable } from "../../../reports/formats/cost_table.ts";
import { renderFeedback } from "../../../reports/formats/feedback.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { foldRun } from "../../model/record/fold.ts";
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import { verifyRun } from "../../run/verify_run.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";
import { describeDryRun } from "./describe_dry_run.ts";
import { describeMeasurement } from "../measure/describe_measurement.ts";
import { consentAsker } from "../showing/consent_asker.ts";
import { finishRun } from "../../run/finish_run.ts";
import { followRun } from "../showing/follow_run.ts";
import { deviceRecord, NO_EVIDENCE, openDevice, simulatedProfile } from "../../run/open_device.ts";
import { type LockedRun, runOnDevice } from "../../run/run_on_device.ts";
import { planMeasurement, VERIFY_MEASURE_DEFAULTS } from "../measure/measure_plan.ts";
import { measurementHook } from "../../run/measurement_hook.ts";
import { planRun, type RunPlan, type VerifyOptions } from "./run_plan.ts";
import { TOOL } from "../words/tool.ts";
import { writeReports } from "../showing/write_reports.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";

/** Runs `verify` and returns its exit code. */
export async function verify(host: Host, options: VerifyOptions): Promise<ExitCode> {
  const plan = planRun(options);
  const kind = simulatedProfile(options) === null ? "real" : "simulated";
  const measured = options.measure === true
    ? await planMeasurement(host, { ...VERIFY_MEASURE_DEFAULTS, ...options }, kind)
    : null;
  if (options.dryRun === true) {
    host.terminal.write(describeDryRun(host, options, plan));
    if (measured !== null) host.terminal.write(`\n${describeMeasurement(host, options, measured)}`);
    return EXIT_CODE.pass;
  }
  return await runOnDevice(host, {
    options,
    deadlineMs: plan.options.deadlineMs,
    work: (locked) => runAndReport({ host, options, plan, measured, ...locked }),
  });
}

interface Run extends LockedRun {
  readonly host: Host;
  readonly options: VerifyOptions;
  readonly plan: RunPlan;
  /** Null when nothing is measured. */
  readonly measured: PlannedMeasurement | null;
}

async function runAndReport(run: Run): Promise<ExitCode> {
  const { host, options, plan, measured, device, state, bundle, interruption } = run;
  const style = await createStyle(host.facts.colour && options.color);
  const follower = followRun({ host, bundle, style, options });
  const restored = await verifyRun(
    {
      device: openDevice(host, device, bundle.evidence),
      bareDevice: openDevice(host, device, NO_EVIDENCE),
      clock: host.clock,
      log: follower.log,
      originMs: bundle.originMs,
      state,
      triggerRunner: host.triggerRunner(`${state.folder}/scripts`),
      triggerFiles: host.triggerFiles,
    },
    {
      start: {
        schemaVersion: SCHEMA_VERSION,
        runId: bundle.runId,
        tool: TOOL,
        simulated: device.simulated !== null,
      },
      device: deviceRecord(host, device),
      options: plan.options,
      policy: plan.policy,
      checks: { attested: plan.options.attested, waivers: plan.waivers },
      isRoot: host.facts.isRoot,
      scenarios: plan.scenarios,
      askConsent: consentAsker(host, options, device),
      interruption,
      ...(measured === null ? {} : {
        measure: measurementHook({
          host,
          device,
          bundle,
          log: follower.log,
          planned: measured,
          interruption,
        }),
      }),
    },
  );
  const record = foldRun(bundle.events());
  const summary = isSummaryWanted(options);
  const redact = options.redact === true;
  const { reporters } = plan;
  return await finishRun({
    host,
    record,
    restored,
    steps: [
      () => follower.finish(record),
      () =>
        measured === null
          ? undefined
          : bundle.write("feedback.md", renderFeedback(record, { redact, bundlePath: bundle.folder })),
      () => summary ? host.terminal.write(renderCostTable(record, style)) : undefined,
      () => writeReports(host, options, { bundle, record, style, reporters, summary }),
      () => bundle.seal(),
    ],
  });
}

/** A narration ends with the result itself; a script wants the record, or one line. */
function isSummaryWanted({ quiet, json, narrate, step }: VerifyOptions): boolean {
  return quiet !== true && json !== true && narrate !== true && step !== true;
}
