// Why a device does not follow its profile: each reason, from the inputs that make it.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Health, Managed } from "../../model/health.ts";
import { HarnessError, toProblem } from "../../model/harness_error.ts";
import { compareEffective, explainManagedSetting } from "./compare_effective.ts";
import type { EffectiveInputs, EffectiveSetting } from "./effective_setting.ts";
import { type ManagedSource, readManagedSource } from "./managed_source.ts";
import { readInstalledProfiles } from "./read_installed_profiles.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const PATH = "/Library/Managed Preferences/com.microsoft.wdav.plist";
const UNREADABLE = toProblem(
  new HarnessError("profile/unreadable", "Cannot read it", { hint: "Run with sudo" }),
);

const HEALTH: Health = {
  healthy: true,
  healthIssues: [],
  licensed: true,
  orgId: null,
  machineGuid: null,
  edrMachineId: null,
  appVersion: null,
  engineVersion: null,
  releaseRing: null,
  productExpiration: null,
  behaviorMonitoring: null,
  realTimeProtectionEnabled: null,
  realTimeProtectionAvailable: null,
  cloudEnabled: null,
  passiveModeEnabled: null,
  enforcementLevel: null,
  fullDiskAccessEnabled: null,
  tamperProtection: null,
  troubleshootingMode: null,
  definitionsStatus: null,
  definitionsUpdatedMinutesAgo: null,
  conflictingApplications: null,
  managedBy: null,
  banner: null,
  other: {},
};

const settings = (value: string) =>
  `<plist version="1.0"><dict><key>antivirusEngine</key><dict><key>behaviorMonitoring</key>${value}</dict>` +
  `<key>features</key><dict><key>behaviorMonitoring</key>${value}</dict></dict></plist>`;
const ON = settings("<string>enabled</string>");

function health(value: "enabled" | "disabled", managed: boolean): Health {
  const behaviorMonitoring: Managed<"enabled" | "disabled"> = { value, managed };
  return { ...HEALTH, behaviorMonitoring };
}

async function deviceSource(text: string, modifiedAt: string | null = null): Promise<ManagedSource> {
  return await readManagedSource({ name: PATH, bytes: encode(text) }, { channel: "device", modifiedAt });
}

const ABSENT: ManagedSource = { path: PATH, channel: "device", kind: "absent" };

function inputs(change: Partial<EffectiveInputs>): EffectiveInputs {
  return {
    platform: "darwin",
    sources: [ABSENT],
    notCollectedIn: null,
    installed: null,
    health: HEALTH,
    healthProblem: null,
    agentStartedAt: null,
    ...change,
  };
}

function behaviorMonitoring(change: Partial<EffectiveInputs>): EffectiveSetting {
  const found = compareEffective(inputs(change)).settings.find(({ id }) => id === "behavior-monitoring");
  assert(found !== undefined);
  return found;
}

const listing = (level: string, wrapped: boolean) => {
  const dict = `<key>antivirusEngine</key><dict><key>behaviorMonitoring</key><string>enabled</string></dict>`;
  const content = wrapped
    ? `<key>PayloadContentManagedPreferences</key><dict><key>com.microsoft.wdav</key><dict><key>Forced</key><array><dict><key>mcx_preference_settings</key><dict>${dict}</dict></dict></array></dict></dict>`
    : dict;
  const type = wrapped ? "com.apple.ManagedClient.preferences" : "com.microsoft.wdav";
  const profile =
    `<dict><key>ProfileDisplayName</key><string>Defender</string><key>ProfileIdentifier</key><string>com.example</string>` +
    `<key>ProfileItems</key><array><dict><key>PayloadType</key><string>${type}</string><key>PayloadContent</key><dict>${content}</dict></dict></array></dict>`;
  return readInstalledProfiles({
    name: "profiles.xml",
    bytes: encode(`<plist version="1.0"><dict><key>${level}</key><array>${profile}</array></dict></plist>`),
  });
};

Deno.test("compareEffective() says followed when the agent is managed to the same value", async () => {
  const found = behaviorMonitoring({ sources: [await deviceSource(ON)], health: health("enabled", true) });
  assertEquals([found.status, found.remedy], ["followed", null]);
  assertEquals(found.profile, { value: "enabled", key: "antivirusEngine.behaviorMonitoring", source: PATH });
});

Deno.test("compareEffective() says overridden when the agent is managed to another value", async () => {
  const found = behaviorMonitoring({ sources: [await deviceSource(ON)], health: health("disabled", true) });
  assertEquals(found.status, "overridden");
  assertStringIncludes(explainManagedSetting(found), "Defender portal");
});

Deno.test("compareEffective() says rejected when the settings have an error, and names it", async () => {
  const source = await deviceSource(
    settings("<true/>").replace(
      "<key>features</key><dict><key>behaviorMonitoring</key><true/></dict>",
      "<key>features</key><dict><key>behaviorMonitoring</key><string>enabled</string></dict>",
    ),
  );
  const found = behaviorMonitoring({ sources: [source], health: health("disabled", false) });
  assertEquals(found.status, "rejected");
  assertStringIncludes(found.explanation, '"antivirusEngine.behaviorMonitoring" is the boolean true');
});

for (
  const [what, modifiedAt, agentStartedAt, status] of [
    [
      "came after the agent was started",
      "2026-09-02T10:00:00Z",
      "2026-09-01T10:00:00Z",
      "agent-not-restarted",
    ],
    ["came before the agent was started", "2026-09-01T10:00:00Z", "2026-09-02T10:00:00Z", "not-applied"],
    ["came nobody knows when", null, "2026-09-02T10:00:00Z", "not-applied"],
  ] as const
) {
  Deno.test(`compareEffective() says ${status} when good settings that are not managed ${what}`, async () => {
    const source = await deviceSource(ON, modifiedAt);
    const found = behaviorMonitoring({
      sources: [source],
      health: health("disabled", false),
      agentStartedAt,
    });
    assertEquals(found.status, status);
  });
}

Deno.test("compareEffective() does not take the same value for following, when it is not managed", async () => {
  const found = behaviorMonitoring({ sources: [await deviceSource(ON)], health: health("enabled", false) });
  assertEquals(found.status, "not-applied");
  assertStringIncludes(found.explanation, "only by chance");
});

Deno.test("compareEffective() says not-installed when no profile is there, and not-set when one is silent", async () => {
  assertEquals(behaviorMonitoring({ health: health("disabled", false) }).status, "not-installed");
  const silent = await deviceSource(
    '<plist version="1.0"><dict><key>cloudService</key><dict><key>enabled</key><true/></dict></dict></plist>',
  );
  assertEquals(
    behaviorMonitoring({ sources: [silent], health: health("disabled", false) }).status,
    "not-set",
  );
});

Deno.test("compareEffective() says managed-elsewhere when the agent is managed without a profile", () => {
  assertEquals(behaviorMonitoring({ health: health("enabled", true) }).status, "managed-elsewhere");
});

Deno.test("compareEffective() says installed-for-user by the file of a user and by the list of profiles", async () => {
  const path = "/Library/Managed Preferences/ada/com.microsoft.wdav.plist";
  const forUser = await readManagedSource({ name: path, bytes: encode(ON) }, {
    channel: "user",
    modifiedAt: null,
  });
  const byFile = behaviorMonitoring({ sources: [ABSENT, forUser], health: health("disabled", false) });
  assertEquals(byFile.status, "installed-for-user");
  assertStringIncludes(byFile.explanation, path);
  for (const wrapped of [true, false]) {
    const byList = behaviorMonitoring({
      installed: await listing("ada", wrapped),
      health: health("disabled", false),
    });
    assertEquals(byList.status, "installed-for-user");
    assertStringIncludes(byList.explanation, '"ada"');
  }
});

Deno.test("compareEffective() says not-delivered when the list has the profile and the file is missing", async () => {
  const found = behaviorMonitoring({
    installed: await listing("_computerlevel", true),
    health: health("disabled", false),
  });
  assertEquals(found.status, "not-delivered");
  assertStringIncludes(found.explanation, '"Defender"');
});

Deno.test("compareEffective() never takes what could not be read for what is not there", async () => {
  const unreadable: ManagedSource = {
    path: PATH,
    channel: "device",
    kind: "unreadable",
    problem: UNREADABLE,
  };
  assertEquals(
    behaviorMonitoring({ sources: [unreadable], health: health("disabled", false) }).status,
    "unknown",
  );
  const noHealth = behaviorMonitoring({
    sources: [await deviceSource(ON)],
    health: null,
    healthProblem: UNREADABLE,
  });
  assertEquals([noHealth.status, noHealth.remedy], ["unknown", "Run with sudo"]);
  const damaged = await deviceSource("bplist00 damaged");
  assertEquals(damaged.kind, "unreadable");
});

Deno.test("compareEffective() compares levels and passive mode through the enforcement level", async () => {
  const source = await deviceSource(
    '<plist version="1.0"><dict><key>antivirusEngine</key><dict><key>enforcementLevel</key><string>passive</string></dict><key>tamperProtection</key><dict><key>enforcementLevel</key><string>block</string></dict></dict></plist>',
  );
  const { settings } = compareEffective(inputs({
    sources: [source],
    health: {
      ...HEALTH,
      realTimeProtectionEnabled: { value: false, managed: true },
      passiveModeEnabled: { value: true, managed: true },
      tamperProtection: { value: "audit", managed: true },
    },
  }));
  const status = Object.fromEntries(settings.map((setting) => [setting.id, setting.status]));
  assertEquals(status, {
    "behavior-monitoring": "unknown",
    "real-time-protection": "followed",
    "passive-mode": "followed",
    "cloud-protection": "unknown",
    "tamper-protection": "overridden",
  });
});

for (
  const [level, expected] of [["audit", "followed"], ["detect", "unknown"]] as const
) {
  Deno.test(`compareEffective() says of real-time protection with the level ${level}: ${expected}`, async () => {
    const source = await deviceSource(
      `<plist version="1.0"><dict><key>antivirusEngine</key><dict><key>enforcementLevel</key><string>${level}</string></dict></dict></plist>`,
    );
    const { settings } = compareEffective(inputs({
      sources: [source],
      health: { ...HEALTH, realTimeProtectionEnabled: { value: true, managed: true } },
    }));
    const found = settings.find(({ id }) => id === "real-time-protection");
    assertEquals([found?.status, found?.explanation.includes("portal")], [expected, false]);
  });
}

Deno.test("compareEffective() notes two profiles for one domain", async () => {
  const one = await listing("_computerlevel", true);
  const { notes } = compareEffective(inputs({ installed: [...one, ...one] }));
  assertStringIncludes(notes.join("\n"), "2 installed profiles are for com.microsoft.wdav");
});
