// `verify`: the run of the scenarios from the lock to the reports.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import type { Host } from "../../ports/host.ts";
import { measurementHook } from "../../run/measurement_hook.ts";
import { deviceRecord, NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { identifyDevice } from "../../run/identity/identify_device.ts";
import { runOnDevice } from "../../run/run_on_device.ts";
import { verifyRun } from "../../run/verify_run.ts";
import { measurementTime } from "../measure/measurement_time.ts";
import { consentAsker } from "../showing/consent_asker.ts";
import { createStyle } from "../showing/create_style.ts";
import { describeFootprint } from "../showing/describe_footprint.ts";
import { followRun } from "../showing/follow_run.ts";
import { reportRun } from "../showing/report_run.ts";
import { TOOL } from "../words/tool.ts";
import { verifyFootprint } from "./verify_footprint.ts";
import { planVerify, type VerifyOptions, type VerifyPlan } from "./verify_plan.ts";

/** Runs `verify` and returns its exit code. */
export async function verify(host: Host, options: VerifyOptions): Promise<ExitCode> {
  const plan = await planVerify(host, options);
  if (options.dryRun === true) {
    const time = plan.measured === null ? [] : [measurementTime(plan.measured)];
    host.terminal.write(describeFootprint(verifyFootprint(host, plan), time));
    return EXIT_CODE.pass;
  }
  const isSimulated = plan.frame.device.profile !== null;
  // A demonstration is not held up once it has begun.
  const asked = plan.showing.meanwhile === "narration" && mayTrigger(host, plan)
    ? await consentAsker(host, { ...plan, isSimulated })(plan.scenarios)
    : null;
  const style = await createStyle(plan.showing.colour);
  return await runOnDevice(host, {
    plan: plan.frame,
    open: async (runId) => {
      const bundle = await host.openBundle(plan.out, runId);
      return { bundle, style, follower: followRun({ host, bundle, style, showing: plan.showing }) };
    },
    act: async ({ device, state, interruption, kept: { bundle, follower } }) =>
      await verifyRun(
        {
          device: openDevice(host, device, bundle.evidence, interruption.signal),
          restoringDevice: openDevice(host, device, bundle.evidence),
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
          device: {
            ...deviceRecord(host, device),
            ...await identifyDevice(host, device, bundle.evidence),
          },
          options: plan.options,
          policy: plan.policy,
          checks: { attested: plan.attested, waivers: plan.waivers },
          isRoot: host.facts.isRoot,
          scriptFolder: `${state.folder}/scripts`,
          scenarios: plan.scenarios,
          askConsent: asked === null
            ? consentAsker(host, { ...plan, isSimulated }, interruption.signal)
            : () => Promise.resolve(asked),
          interruption,
          ...(plan.measured === null ? {} : {
            measure: measurementHook({
              host,
              device,
              bundle,
              log: follower.log,
              planned: plan.measured,
              interruption,
            }),
          }),
        },
      ),
    report: ({ kept }, restored) => reportRun(host, plan, { ...kept, restored }),
  });
}

/** Whether the run comes to a question at all, as far as it is known before the device is asked. */
function mayTrigger(
  { facts }: Pick<Host, "facts">,
  { frame: { device }, scenarios, measured }: VerifyPlan,
): boolean {
  const platform = device.platform ?? facts.platform;
  return measured !== null || device.profile !== null ||
    scenarios.some(({ platforms }) => platform !== null && platforms.includes(platform));
}
