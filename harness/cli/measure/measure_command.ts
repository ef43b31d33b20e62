// `measure`: the whole lifecycle around a measurement, from the lock to the reports.
import { renderCostTable } from "../../../reports/formats/cost_table.ts";
import { renderFeedback } from "../../../reports/formats/feedback.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { measureRun } from "../../run/measure_run.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { ConsentRecord } from "../../model/record/run_record.ts";
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";
import { describeMeasurement } from "./describe_measurement.ts";
import { finishRun } from "../../run/finish_run.ts";
import { followRun } from "../showing/follow_run.ts";
import { type MeasureDetails, planMeasurement } from "./measure_plan.ts";
import { measurementPlace } from "../../run/measurement_place.ts";
import { measurementPorts } from "../../run/measurement_hook.ts";
import { type DeviceOptions, deviceRecord, simulatedProfile } from "../../run/open_device.ts";
import { type LockedRun, runOnDevice } from "../../run/run_on_device.ts";
import { TOOL } from "../words/tool.ts";
import { writeReports } from "../showing/write_reports.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import { policyOf } from "../../prerequisites/policies.ts";

/** Values of the options of `measure`. */
export interface MeasureOptions extends DeviceOptions, MeasureDetails {
  readonly policy: "preview" | "ga";
  readonly out: string;
  readonly reporter: readonly string[];
  readonly redact?: true;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly restoreFirst?: true;
  readonly json?: true;
  readonly color: boolean;
  readonly quiet?: true;
  readonly verbose?: true;
}

const ANY_DEADLINE_MS = 30_000;

interface Run extends LockedRun {
  readonly host: Host;
  readonly options: MeasureOptions;
  readonly planned: PlannedMeasurement;
  readonly reporters: readonly Reporter[];
}

/** Runs `measure` and returns its exit code. */
export async function measure(host: Host, options: MeasureOptions): Promise<ExitCode> {
  const kind = simulatedProfile(options) === null ? "real" : "simulated";
  const planned = await planMeasurement(host, options, kind);
  const reporters = selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter);
  if (options.dryRun === true) {
    host.terminal.write(describeMeasurement(host, options, planned));
    return EXIT_CODE.pass;
  }
  return await runOnDevice(host, {
    options,
    deadlineMs: ANY_DEADLINE_MS,
    work: (locked) => runAndReport({ host, options, planned, reporters, ...locked }),
  });
}

async function runAndReport(run: Run): Promise<ExitCode> {
  const { host, options, planned, reporters, device, state, bundle, interruption } = run;
  const style = await createStyle(host.facts.colour && options.color);
  const follower = followRun({ host, bundle, style, options });
  const restored = await measureRun(
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
      policy: policyOf(options.policy),
      isRoot: host.facts.isRoot,
      measurement: { ...planned, place: measurementPlace(host, device) },
      askConsent: () => askConsent(run),
      interruption,
    },
  );
  const record = foldRun(bundle.events());
  const redact = options.redact === true;
  const summary = options.quiet !== true && options.json !== true;
  return await finishRun({
    host,
    record,
    restored,
    steps: [
      () => follower.finish(record),
      () => bundle.write("feedback.md", renderFeedback(record, { redact, bundlePath: bundle.folder })),
      () => summary ? host.terminal.write(renderCostTable(record, style)) : undefined,
      () => writeReports(host, options, { bundle, record, style, reporters, summary }),
      () => bundle.seal(),
    ],
  });
}

/** A run that only measures tries no scenario. */
const NO_SCENARIOS = {
  repeats: 1,
  deadlineMs: 0,
  graceMs: 0,
  settleMs: 0,
  scenarios: [],
  attested: [],
  leaveEnabled: false,
} as const;

/** Measuring the device as it is changes nothing, so nobody is asked. */
async function askConsent({ host: { terminal, facts }, options }: Run): Promise<ConsentRecord> {
  if (options.arm === "current" || options.yes === true) return { given: true, how: "option" };
  if (!facts.isInteractive) return { given: false, how: "not-asked" };
  const question = "Behavior monitoring is switched off and on for this and put back at the end. Measure?";
  return { given: await terminal.confirm(question), how: "prompt" };
}
