// The scenarios of a plan on a device that is locked: what `verify` does, and what a recording is made of.
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { Bundle } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import { identifyDevice } from "../../run/identity/identify_device.ts";
import { deviceRecord, NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import type { LockedRun } from "../../run/run_on_device.ts";
import { type AskConsent, verifyRun } from "../../run/verify_run.ts";
import type { RunFollower } from "../showing/follow_run.ts";
import { TOOL } from "../words/tool.ts";
import type { VerifyPlan } from "./verify_plan.ts";

/** Where everything of the run goes. */
interface KeptRun {
  readonly bundle: Bundle;
  readonly follower: Pick<RunFollower, "log">;
}

/** What a recording does beside its run. */
interface RecordedRun {
  /** Done at the end of the run, once the device is as it was found. */
  readonly afterwards: () => Promise<void>;
}

/** Runs them and puts the device back, whatever happens. A recording says of itself that it is one. */
export async function verifyOnDevice(
  host: Host,
  plan: VerifyPlan & { readonly askConsent: AskConsent },
  { device, state, interruption, kept: { bundle, follower } }: LockedRun<KeptRun>,
  recorded: RecordedRun | null = null,
): Promise<RestoreRecord> {
  // Where no scenario is for the system, the run changes nothing, and there is nothing to wait for.
  const isTriggered = plan.scenarios.some(({ platforms }) => platforms.includes(device.platform));
  const measure = plan.measured === null ? null : (await loadMeasurement()).measurementHook({
    host,
    device,
    bundle,
    log: follower.log,
    planned: plan.measured,
    interruption,
  });
  return await verifyRun(
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
        ...(recorded === null ? {} : { recorded: true }),
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
      askConsent: plan.askConsent,
      interruption,
      ...(recorded === null || !isTriggered ? {} : {
        measure: () => Promise.resolve(() => recorded.afterwards().then(() => true)),
      }),
      ...(measure === null ? {} : { measure }),
    },
  );
}

async function loadMeasurement(): Promise<typeof import("../../run/measurement_hook.ts")> {
  return await import(
    import.meta.resolve("../../run/measurement_hook.ts")
  ) as typeof import("../../run/measurement_hook.ts");
}
