// Facts of a made-up device on which everything is right, for tests; each test changes what it is about.
import type { Health } from "../model/health.ts";
import type { Reading } from "../model/reading.ts";
import type { DeviceFacts } from "../prerequisites/device_facts.ts";
import type { CheckContext } from "../prerequisites/finding.ts";
import { PREVIEW_POLICY } from "../prerequisites/policies.ts";

/** Now, in tests. */
export const NOW = "2026-03-01T12:00:00.000Z";

/** An answer with one piece of evidence. */
export function read<T>(value: T): Reading<T> {
  return { kind: "read", value, evidence: ["0001-test"] };
}

/** No answer. */
export function unreadable(): Extract<Reading<never>, { kind: "unreadable" }> {
  return {
    kind: "unreadable",
    problem: { code: "agent/timed-out", message: "The agent did not answer in 10 s", hint: "Try again" },
    evidence: ["0002-test"],
  };
}

/** Health of a device on which everything is right; `changes` replace keys. */
export function healthWith(changes: Partial<Health> = {}): Health {
  return {
    healthy: true,
    healthIssues: [],
    licensed: true,
    orgId: "5f0d2c0a-1b5e-4a39-9d07-0f3ce8a1d001",
    machineGuid: "0a1b2c3d-0000-4000-8000-00000000d001",
    edrMachineId: "d001",
    appVersion: "101.26022.0020",
    engineVersion: "1.1.26010.1",
    releaseRing: "InsiderFast",
    productExpiration: "2026-08-01T07:42:45",
    behaviorMonitoring: { value: "enabled", managed: false },
    realTimeProtectionEnabled: { value: true, managed: false },
    realTimeProtectionAvailable: true,
    cloudEnabled: { value: true, managed: false },
    passiveModeEnabled: { value: false, managed: false },
    enforcementLevel: null,
    fullDiskAccessEnabled: true,
    tamperProtection: { value: "audit", managed: false },
    troubleshootingMode: false,
    definitionsStatus: "up_to_date",
    definitionsUpdatedMinutesAgo: 88,
    conflictingApplications: [],
    managedBy: null,
    banner: null,
    other: { engine_load_status: "Engine load succeeded" },
    ...changes,
  };
}

/** Facts of a real Mac on which everything is right; health and the state of behavior monitoring agree. */
export function factsWith(
  changes: Partial<DeviceFacts> & { readonly healthChanges?: Partial<Health> } = {},
): DeviceFacts {
  const { healthChanges, ...rest } = changes;
  const health = healthWith(healthChanges);
  return {
    platform: "darwin",
    agentPath: "/usr/local/bin/mdatp",
    triggerFolder: "/tmp",
    simulated: null,
    installation: { kind: "installed" },
    health: read(health),
    behaviorMonitoring: health.behaviorMonitoring === null ? unreadable() : read(health.behaviorMonitoring),
    allowed: read([]),
    exclusions: read([]),
    systemExtensions: read({
      endpoint_security_extension_installed: { value: true, managed: false },
      endpoint_security_extension_ready: { value: true, managed: false },
      network_extension_enabled: { value: true, managed: false },
    }),
    triggerPaths: [{ path: "/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt", state: { kind: "absent" } }],
    triggerFileNames: ["9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt"],
    detections: [{ name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" }],
    wantedStates: ["enabled"],
    isRoot: true,
    scriptFolder: "/var/db/bmverify/agent/scripts",
    ...rest,
  };
}

/** What a check is given. */
export function contextWith(
  factChanges: Parameters<typeof factsWith>[0] = {},
  changes: Partial<CheckContext> = {},
): CheckContext {
  return { facts: factsWith(factChanges), policy: PREVIEW_POLICY, attested: [], now: NOW, ...changes };
}
