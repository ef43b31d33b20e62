// Devices with one prerequisite unmet each: nothing may be triggered on them.
import type { DeviceProfile, HealthTraits } from "./device_profile.ts";
import { DEMONSTRATION_NAME, HEALTHY, HEALTHY_PREVIEW, NO_REACTION } from "./healthy_profiles.ts";

const BASE: DeviceProfile = {
  ...HEALTHY_PREVIEW,
  expected: { command: "verify --yes", verdict: "inconclusive", reason: "prerequisites-unmet", exitCode: 3 },
};

/** Devices on which the run has to stop before anything is triggered. */
export const PREREQUISITE_PROFILES: readonly DeviceProfile[] = [
  {
    ...BASE,
    id: "managed-off",
    description: "Behavior monitoring is off and set by a management profile",
    behaviorMonitoring: { initial: "disabled", managed: true, changes: "refused" },
  },
  unhealthy("not-onboarded", "Not onboarded: no license and no organisation", {
    healthIssues: ["missing license"],
    licensed: false,
    onboarded: false,
    banner: "No license found. Contact your administrator for help.",
  }),
  unhealthy("expired", "The build of the agent has expired", { expiresInDays: -3 }),
  unhealthy("outdated", "The agent is older than behavior monitoring on macOS", {
    appVersion: "101.24032.0003",
  }),
  unhealthy("wrong-ring", "A build of the preview in the Production ring, too old for general availability", {
    appVersion: "101.24122.0005",
    releaseRing: "Production",
  }),
  unhealthy("rtp-off", "Real-time protection is off", { realTimeProtectionEnabled: false }),
  unhealthy("rtp-unavailable", "Real-time protection is on but not available", {
    healthIssues: ["no active event provider"],
    realTimeProtectionAvailable: false,
  }),
  unhealthy("passive", "The agent is in passive mode", { passiveMode: true }),
  unhealthy("cloud-off", "Cloud protection is off", { cloudEnabled: false }),
  {
    ...BASE,
    id: "excluded",
    description: "An exclusion covers the folder of the trigger",
    excludedFolders: ["{triggerFolder}"],
  },
  {
    ...BASE,
    id: "allowed-detection",
    description: "The detection of the demonstration was allowed",
    allowedDetections: [DEMONSTRATION_NAME],
  },
  {
    ...BASE,
    id: "not-installed",
    description: "There is no agent",
    installation: "absent",
    reaction: NO_REACTION,
  },
  {
    ...BASE,
    id: "shim-only",
    description: "Only the placeholder app of Microsoft 365 is there",
    installation: "shim",
    reaction: NO_REACTION,
  },
];

function unhealthy(id: string, description: string, health: Partial<HealthTraits>): DeviceProfile {
  return { ...BASE, id, description, health: { ...HEALTHY, ...health } };
}
