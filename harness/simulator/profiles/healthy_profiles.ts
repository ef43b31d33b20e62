// Devices on which all is right, and those whose command line merely prints otherwise. Every other profile is one of
// these with something changed.
import { QUIET_COST } from "./simulated_cost.ts";
import type { Aftermath, DeviceProfile, HealthTraits, OutputTraits, Reaction } from "./device_profile.ts";

/** Name of the detection that the demonstration leads to. */
export const DEMONSTRATION_NAME = "Behavior:MacOS/MacOSChangeFileTest";

/** Health of an enrolled preview device. */
export const HEALTHY: HealthTraits = {
  healthIssues: [],
  licensed: true,
  onboarded: true,
  banner: null,
  appVersion: "101.25062.0005",
  releaseRing: "InsiderFast",
  expiresInDays: 150,
  cloudEnabled: true,
  passiveMode: false,
  realTimeProtectionEnabled: true,
  realTimeProtectionAvailable: true,
  engineLoaded: true,
};

/** Kills after 0.3 s and records 0.3 s later. */
export const PROMPT_REACTION: Reaction = {
  pattern: [true],
  kills: true,
  killDelayMs: 300,
  records: true,
  recordDelayMs: 300,
  breadth: "demonstration",
  entry: "new",
  secondActor: false,
  signal: "KILL",
  status: "quarantined",
  agentDies: false,
};

/** Never reacts to anything. */
export const NO_REACTION: Reaction = { ...PROMPT_REACTION, pattern: [false] };

/** All stays as it was. */
export const NO_AFTERMATH: Aftermath = { list: "as-it-is", lost: null, trouble: null };

/** Prints as the current command line does. */
const CURRENT_OUTPUT: OutputTraits = { json: true, booleans: "words", answers: "whole" };

/** An enrolled preview device with behavior monitoring on. */
export const HEALTHY_PREVIEW: DeviceProfile = {
  id: "healthy-preview",
  description: "Enrolled in the preview, behavior monitoring on: all is right",
  expected: { command: "verify --yes", verdict: "pass", reason: "blocked-and-recorded", exitCode: 0 },
  installation: "installed",
  health: HEALTHY,
  behaviorMonitoring: { initial: "enabled", managed: false, changes: "taken" },
  statisticsEnabled: false,
  excludedFolders: [],
  allowedDetections: [],
  history: [],
  reaction: PROMPT_REACTION,
  aftermath: NO_AFTERMATH,
  output: CURRENT_OUTPUT,
  cost: QUIET_COST,
};

/** Devices that have to pass. */
export const HEALTHY_PROFILES: readonly DeviceProfile[] = [
  HEALTHY_PREVIEW,
  {
    ...HEALTHY_PREVIEW,
    id: "healthy-ga",
    description: "Production ring, generally available build, behavior monitoring on: all is right",
    health: { ...HEALTHY, releaseRing: "Production" },
  },
  {
    ...HEALTHY_PREVIEW,
    id: "off-by-default",
    description: "Behavior monitoring off and unmanaged, as many devices come",
    behaviorMonitoring: { initial: "disabled", managed: false, changes: "taken" },
  },
  {
    ...HEALTHY_PREVIEW,
    id: "reused-entry",
    description: "Lists the detection under the id of an earlier one, with a new time",
    history: [{ name: DEMONSTRATION_NAME, type: "behavior", status: "quarantined", daysAgo: 7 }],
    reaction: { ...PROMPT_REACTION, entry: "reused" },
  },
  {
    ...HEALTHY_PREVIEW,
    id: "text-only",
    description: "Prints text although JSON was asked for",
    output: { ...CURRENT_OUTPUT, json: false },
  },
  {
    ...HEALTHY_PREVIEW,
    id: "old-booleans",
    description: "Prints 1 and 0 for true and false, and knows no JSON",
    output: { ...CURRENT_OUTPUT, json: false, booleans: "digits" },
  },
];
