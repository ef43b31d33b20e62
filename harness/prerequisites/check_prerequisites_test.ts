import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  blockingPrerequisites,
  PREREQUISITE_IDS,
  type PrerequisiteId,
  READ_FROM_HEALTH,
} from "../model/prerequisite.ts";
import { checkPrerequisites } from "./check_prerequisites.ts";
import { factsWith, NOW, read, unreadable } from "../testing/facts_fixture.ts";
import { GA_POLICY, PREVIEW_POLICY } from "./policies.ts";

type FactChanges = Parameters<typeof factsWith>[0];

const off = { value: false, managed: false } as const;

/** Devices with one fault, as the agent shows it with all that follows from the fault. */
const FAULTS: readonly {
  readonly device: string;
  readonly changes: FactChanges;
  readonly root: PrerequisiteId;
}[] = [
  { device: "not installed", changes: { installation: { kind: "absent" } }, root: "agent-installed" },
  {
    device: "with the placeholder only",
    changes: { installation: { kind: "shim", path: "/Applications/Microsoft Defender.app" } },
    root: "agent-installed",
  },
  {
    device: "not onboarded",
    changes: {
      healthChanges: {
        licensed: false,
        orgId: null,
        edrMachineId: null,
        healthy: false,
        healthIssues: ["missing license"],
        realTimeProtectionEnabled: off,
        realTimeProtectionAvailable: false,
        banner: "No license found. Contact your administrator for help.",
      },
    },
    root: "onboarded",
  },
  {
    device: "expired",
    changes: {
      healthChanges: {
        productExpiration: "2026-01-16T07:42:45",
        licensed: false,
        healthy: false,
        realTimeProtectionAvailable: false,
        banner: "No license found. Contact your administrator for help.",
      },
    },
    root: "not-expired",
  },
  { device: "outdated", changes: { healthChanges: { appVersion: "101.24032.0003" } }, root: "app-version" },
  {
    device: "in another ring",
    changes: { healthChanges: { releaseRing: "Production" } },
    root: "release-ring",
  },
  {
    device: "without real-time protection",
    changes: { healthChanges: { realTimeProtectionEnabled: off } },
    root: "real-time-protection",
  },
  {
    device: "with real-time protection not available",
    changes: {
      healthChanges: {
        realTimeProtectionAvailable: false,
        fullDiskAccessEnabled: false,
        healthIssues: ["no active event provider"],
      },
      systemExtensions: read({
        endpoint_security_extension_installed: { value: true, managed: false },
        endpoint_security_extension_ready: { value: false, managed: false },
      }),
    },
    root: "real-time-protection",
  },
  {
    device: "in passive mode",
    changes: {
      healthChanges: {
        passiveModeEnabled: { value: true, managed: false },
        realTimeProtectionEnabled: off,
        behaviorMonitoring: { value: "disabled", managed: false },
      },
    },
    root: "real-time-protection",
  },
  { device: "without cloud", changes: { healthChanges: { cloudEnabled: off } }, root: "cloud-protection" },
  {
    device: "switched off by a profile",
    changes: { healthChanges: { behaviorMonitoring: { value: "disabled", managed: true } } },
    root: "behavior-monitoring",
  },
  {
    device: "with an exclusion of /tmp",
    changes: { exclusions: read([{ kind: "folder", pattern: "/tmp", managed: false }]) },
    root: "no-exclusion",
  },
  {
    device: "that allows the detection",
    changes: { allowed: read(["Behavior: MacOS/MacOSChangeFileTest"]) },
    root: "detection-not-allowed",
  },
  {
    device: "with a planted link",
    changes: { triggerPaths: [{ path: "/tmp/a.txt", state: { kind: "unsafe", why: "is a symbolic link" } }] },
    root: "trigger-paths-safe",
  },
  {
    device: "run without root",
    changes: { isRoot: false, healthChanges: { behaviorMonitoring: { value: "disabled", managed: false } } },
    root: "privilege",
  },
];

for (const { device, changes, root } of FAULTS) {
  Deno.test(`checkPrerequisites() names "${root}" alone as unmet for a device ${device}`, () => {
    const all = checkPrerequisites(factsWith(changes), PREVIEW_POLICY, { now: NOW });
    const unmet = all.filter(({ severity, status }) => severity === "required" && status === "unmet");
    assertEquals(unmet.map(({ id }) => id), [root]);
    assertEquals(blockingPrerequisites(all).some(({ id }) => id === root), true);
    for (const { remedy } of unmet) assertEquals(typeof remedy, "string");
  });
}

Deno.test("checkPrerequisites() lists all ids in the order of the checklist, whatever the device", () => {
  const devices = [factsWith(), ...FAULTS.map(({ changes }) => factsWith(changes))];
  for (const facts of devices) {
    for (const policy of [PREVIEW_POLICY, GA_POLICY]) {
      const ids = checkPrerequisites(facts, policy, { now: NOW }).map(({ id }) => id);
      assertEquals(ids, [...PREREQUISITE_IDS]);
    }
  }
});

Deno.test("checkPrerequisites() finds nothing unmet on a device that is all right, and attested facts unknown", () => {
  const all = checkPrerequisites(factsWith(), PREVIEW_POLICY, { now: NOW });
  assertEquals(all.filter(({ status }) => status !== "met").map(({ id, status }) => [id, status]), [
    ["preview-features", "unknown"],
    ["enrolled", "unknown"],
  ]);
  assertEquals(blockingPrerequisites(all), []);
});

Deno.test("checkPrerequisites() finds all met when the two facts are attested", () => {
  const attested = (["preview-features", "enrolled"] as const).map((id) => ({ id, statement: null }));
  const all = checkPrerequisites(factsWith(), PREVIEW_POLICY, { now: NOW, attested });
  assertEquals(all.filter(({ status }) => status !== "met"), []);
});

Deno.test("checkPrerequisites() asks for neither ring nor attested facts under the policy ga", () => {
  const facts = factsWith({ healthChanges: { releaseRing: "Production" } });
  const all = checkPrerequisites(facts, GA_POLICY, { now: NOW });
  assertEquals(all.filter(({ status }) => status !== "met"), []);
});

Deno.test("checkPrerequisites() turns all that depends on health into unknown when health is unreadable", () => {
  const facts = factsWith({ health: unreadable(), behaviorMonitoring: unreadable() });
  const all = checkPrerequisites(facts, PREVIEW_POLICY, { now: NOW });
  const of = (wanted: string): readonly string[] =>
    all.filter(({ status }) => status === wanted).map(({ id }) => id);
  assertEquals(of("unmet"), ["agent-answering"]);
  assertEquals(of("met"), [
    "agent-installed",
    "privilege",
    "system-extensions",
    "no-exclusion",
    "detection-not-allowed",
    "trigger-paths-safe",
  ]);
  const unread = all.filter(({ detail }) => detail.includes("the health of the agent could not be read"));
  assertEquals(
    unread.map(({ id }) => id),
    PREREQUISITE_IDS.filter((id) => READ_FROM_HEALTH.some((one) => one === id)),
  );
});

Deno.test("checkPrerequisites() keeps the status of what is waived, and lets it block no more", () => {
  const facts = factsWith({ healthChanges: { releaseRing: "Production" } });
  const waivers = new Map([["release-ring", { reason: "the ring changes tomorrow" }]] as const);
  const all = checkPrerequisites(facts, PREVIEW_POLICY, { now: NOW, waivers });
  const ring = all.find(({ id }) => id === "release-ring");
  assertEquals(ring?.status, "unmet");
  assertEquals(ring?.waiver, { reason: "the ring changes tomorrow" });
  assertEquals(blockingPrerequisites(all), []);
});

Deno.test("checkPrerequisites() counts a waiver to the end of its last day, and names one that is over", () => {
  const facts = factsWith({ healthChanges: { releaseRing: "Production" } });
  const waivers = new Map([["release-ring", { reason: "it changes", until: "2026-03-31" }]] as const);
  const ringOn = (now: string) => {
    const all = checkPrerequisites(facts, PREVIEW_POLICY, { now, waivers });
    const ring = all.find(({ id }) => id === "release-ring");
    return {
      waiver: ring?.waiver,
      detail: ring?.detail ?? "",
      blocks: blockingPrerequisites(all).length > 0,
    };
  };
  const inTime = ringOn("2026-03-31T23:59:59.999Z");
  assertEquals([inTime.waiver?.until, inTime.blocks], ["2026-03-31", false]);
  const over = ringOn("2026-04-01T00:00:00.000Z");
  assertEquals([over.waiver, over.blocks], [null, true]);
  assertStringIncludes(over.detail, 'The waiver "it changes" ended on 2026-03-31 and does not count');
});

Deno.test("checkPrerequisites() names the profile and its keys when a profile switches it off", () => {
  const facts = factsWith({ healthChanges: { behaviorMonitoring: { value: "disabled", managed: true } } });
  const found = checkPrerequisites(facts, PREVIEW_POLICY, { now: NOW }).find(({ id }) =>
    id === "behavior-monitoring"
  );
  assertStringIncludes(found?.detail ?? "", "set by a management profile");
  assertStringIncludes(found?.remedy ?? "", "antivirusEngine.behaviorMonitoring");
  assertStringIncludes(found?.remedy ?? "", "features.behaviorMonitoring");
  assertStringIncludes(found?.remedy ?? "", "com.microsoft.wdav");
});
