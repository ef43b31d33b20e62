// A device that stands still, for the tests of what the command line answers.
import type { AnswerContext } from "../answers/answer_command.ts";
import type { DeviceProfile } from "../profiles/device_profile.ts";
import { HEALTHY_PREVIEW } from "../profiles/healthy_profiles.ts";

/** The context of a profile at a fixed time; values can be replaced. */
export function simulatedContext(
  profile: DeviceProfile = HEALTHY_PREVIEW,
  replaced: Partial<AnswerContext> = {},
): AnswerContext {
  return {
    profile,
    identity: {
      profile: profile.id,
      deadlineMs: 30_000,
      cost: profile.cost,
      startedAtMs: Date.UTC(2026, 0, 1),
      machineGuid: "11111111-2222-3333-4444-555555555555",
      edrMachineId: "e".repeat(40),
      orgId: "99999999-8888-7777-6666-555555555555",
    },
    settings: {
      behaviorMonitoring: profile.behaviorMonitoring.initial,
      realTimeProtectionStatistics: "disabled",
      behaviorMonitoringStatistics: "disabled",
    },
    threats: [],
    counters: [],
    triggerFolder: "/d/tmp",
    nowMs: Date.UTC(2026, 0, 2),
    ...replaced,
  };
}
