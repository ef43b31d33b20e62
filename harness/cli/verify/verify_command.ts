// `verify`: the run of the scenarios from the lock to the reports.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { runOnDevice } from "../../run/run_on_device.ts";
import { consentAsker } from "../showing/consent_asker.ts";
import { createStyle } from "../showing/create_style.ts";
import { followRun } from "../showing/follow_run.ts";
import { reportRun } from "../showing/report_run.ts";
import { deviceChoice } from "../words/device_options.ts";
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
      return { bundle, style, follower: followRun({ host, bundle, style, showing: plan.showing }) };
    },
    act: (locked) => verifyOnDevice(host, { ...plan, askConsent }, locked),
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
