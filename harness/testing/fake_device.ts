// An agent made up for tests, with nothing but its settings. No part of the product imports this.
import type { Health } from "../model/health.ts";
import type { ChangeAnswer, Device, OnOff } from "../ports/device.ts";
import type { TriggerFiles } from "../ports/trigger_runner.ts";

/** A folder without trigger files. */
export const NO_TRIGGER_FILES: TriggerFiles = {
  inspect: () => Promise.resolve({ kind: "absent" }),
  create: () => Promise.resolve(),
  exists: () => Promise.resolve(false),
  remove: () => Promise.resolve(),
};

/** What stands behind the agent's answers. */
export interface FakeAgent {
  readonly monitoring: () => NonNullable<Health["behaviorMonitoring"]>;
  readonly change: (setting: string, value: OnOff) => ChangeAnswer["kind"];
}

/** A device that answers every question. */
export function createFakeDevice({ monitoring, change }: FakeAgent): Device {
  const read = <T>(value: T) => Promise.resolve({ kind: "read" as const, value, evidence: [] });
  return {
    platform: "linux",
    agentPath: "/opt/mdatp",
    triggerFolder: "/tmp",
    simulated: { profile: "made-up" },
    readInstallation: () => Promise.resolve({ kind: "installed" }),
    readHealth: () => read(health(monitoring())),
    readHealthDetails: () => read({}),
    readBehaviorMonitoring: () => read(monitoring()),
    listDetections: async () => ({ askedAtMs: 0, answeredAtMs: 0, detections: await read([]) }),
    readAllowed: () => read([]),
    readExclusions: () => read([]),
    readScanStatistics: () => read([]),
    keepBehaviorCounters: () => Promise.resolve(),
    change: (setting, value) => {
      const kind = change(setting, value);
      return Promise.resolve({ kind, message: kind, exitCode: 0, evidence: [], problem: null });
    },
  };
}

function health(behaviorMonitoring: Health["behaviorMonitoring"]): Health {
  return {
    healthy: true,
    healthIssues: [],
    licensed: true,
    orgId: null,
    machineGuid: null,
    edrMachineId: null,
    appVersion: "101.25062.0005",
    engineVersion: null,
    releaseRing: "InsiderFast",
    productExpiration: null,
    behaviorMonitoring,
    realTimeProtectionEnabled: { value: true, managed: false },
    realTimeProtectionAvailable: true,
    cloudEnabled: { value: true, managed: false },
    passiveModeEnabled: { value: false, managed: false },
    fullDiskAccessEnabled: true,
    tamperProtection: null,
    troubleshootingMode: null,
    definitionsStatus: null,
    definitionsUpdatedMinutesAgo: null,
    conflictingApplications: [],
    managedBy: null,
    banner: null,
    other: {},
  };
}
