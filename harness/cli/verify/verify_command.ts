// `verify`: the run of the scenarios from the lock to the reports.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Platform } from "../../model/platform.ts";
import type { Host } from "../../ports/host.ts";
import { runOnDevice } from "../../run/run_on_device.ts";
import { consentAsker } from "../showing/consent_asker.ts";
import { createStyle } from "../showing/create_style.ts";
import { followRun } from "../showing/follow_run.ts";
import { reportRun } from "../showing/report_run.ts";
import { deviceChoice } from "../words/device_options.ts";
import { plannedSteps } from "./run_length.ts";
import { verifyOnDevice } from "./verify_on_device.ts";
import { planVerify, type VerifyOptions, type VerifyPlan } from "./verify_plan.ts";

/** Runs `verify` and returns its exit code. */
export async function verify(host: Host, options: VerifyOptions): Promise<ExitCode> {
  const { recording } = deviceChoice(options);
  if (recording !== null) {
    const { playRecording } = await import(
      import.meta.resolve("../recorded/play_recording.ts")
    ) as typeof import("../recorded/play_recording.ts");
    return await playRecording(host, recording, options);
  }
  const plan = await planVerify(host, options);
  if (options.dryRun === true) {
    const { describeVerify } = await import(
      import.meta.resolve("./describe_verify.ts")
    ) as typeof import("./describe_verify.ts");
    host.terminal.write(describeVerify(host, plan));
    return EXIT_CODE.pass;
  }
  const ask = consentAsker(host, { ...plan, isSimulated: plan.frame.device.profile !== null });
  // A demonstration is not held up once it has begun.
  const asked = plan.showing.meanwhile === "narration" && mayTrigger(host, plan)
    ? await ask(plan.scenarios)
    : null;
  const askConsent = asked === null ? ask : () => Promise.resolve(asked);
  const style = await createStyle(plan.showing.colour);
  return await runOnDevice(host, {
    plan: plan.frame,
    open: async (runId) => {
      const bundle = await host.openBundle(plan.out, runId);
      const platform = platformOf(host, plan.frame);
      const steps = plannedSteps({ ...plan, platform });
      return { bundle, style, follower: followRun({ host, bundle, style, showing: plan.showing, steps }) };
    },
    act: (locked) => verifyOnDevice(host, { ...plan, askConsent }, locked),
    report: ({ kept }, restored) => reportRun(host, plan, { ...kept, restored }),
  });
}

/** Whether the run comes to a question at all, as far as it is known before the device is asked. */
function mayTrigger(
  host: Pick<Host, "facts">,
  { frame, scenarios, measured }: VerifyPlan,
): boolean {
  const platform = platformOf(host, frame);
  return measured !== null ||
    scenarios.some(({ platforms }) => platform !== null && platforms.includes(platform));
}

/** As far as it is known before a device is chosen. Every simulated device is a Mac. */
function platformOf({ facts }: Pick<Host, "facts">, { device }: VerifyPlan["frame"]): Platform | null {
  return device.platform ?? (device.profile === null ? facts.platform : "darwin");
}
