import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Health } from "../../model/health.ts";
import { contextWith } from "../../testing/facts_fixture.ts";
import { cloudProtection } from "./cloud_protection.ts";
import { realTimeProtection } from "./real_time_protection.ts";

const off = { value: false, managed: false } as const;
const on = { value: true, managed: false } as const;

const CASES: readonly (readonly [string, Partial<Health>, string, string])[] = [
  ["enabled, available and not passive", {}, "met", "passive mode is off"],
  [
    "enabled and available, and no line on passive mode",
    { passiveModeEnabled: null },
    "met",
    "no passive mode",
  ],
  ["off", { realTimeProtectionEnabled: off }, "unmet", "is off"],
  ["not available", { realTimeProtectionAvailable: false }, "unmet", "not available"],
  [
    "printed as unavailable",
    { realTimeProtectionEnabled: null, other: { real_time_protection_enabled: "unavailable" } },
    "unmet",
    "not available",
  ],
  ["in passive mode", { passiveModeEnabled: on }, "unmet", "Passive mode is on"],
  [
    "in passive mode and off",
    { passiveModeEnabled: on, realTimeProtectionEnabled: off },
    "unmet",
    "Passive mode",
  ],
  ["off without a licence", { licensed: false, realTimeProtectionEnabled: off }, "unknown", "not licensed"],
  [
    "not available on an expired build",
    { productExpiration: "2026-01-01T00:00:00", realTimeProtectionAvailable: false },
    "unknown",
    "expired",
  ],
  ["not printed", { realTimeProtectionEnabled: null }, "unknown", "real_time_protection_enabled"],
  ["printed without its availability", { realTimeProtectionAvailable: null }, "unknown", "_available"],
];

for (const [device, healthChanges, status, words] of CASES) {
  Deno.test(`realTimeProtection() is ${status} when it is ${device}`, () => {
    const found = realTimeProtection(contextWith({ healthChanges }));
    assertEquals([found.status, found.severity], [status, "required"]);
    assertStringIncludes(found.detail, words);
  });
}

Deno.test("realTimeProtection() gives the command, or the key of the profile where one sets it", () => {
  const remedyOf = (healthChanges: Partial<Health>): string =>
    realTimeProtection(contextWith({ healthChanges })).remedy ?? "";
  assertEquals(
    remedyOf({ realTimeProtectionEnabled: off }),
    "sudo mdatp config real-time-protection --value enabled",
  );
  assertEquals(remedyOf({ passiveModeEnabled: on }), "sudo mdatp config passive-mode --value disabled");
  const managed = remedyOf({ realTimeProtectionEnabled: { value: false, managed: true } });
  assertStringIncludes(managed, "antivirusEngine.enforcementLevel to real_time");
  assertStringIncludes(managed, "com.microsoft.wdav");
});

Deno.test("cloudProtection() is met, unmet or unknown by cloud_enabled", () => {
  const found = (cloudEnabled: Health["cloudEnabled"]): readonly [string, string | null] => {
    const { status, remedy } = cloudProtection(contextWith({ healthChanges: { cloudEnabled } }));
    return [status, remedy];
  };
  assertEquals(found(on), ["met", null]);
  assertEquals(found(off), ["unmet", "sudo mdatp config cloud --value enabled"]);
  assertEquals(found(null)[0], "unknown");
  assertStringIncludes(found({ value: false, managed: true })[1] ?? "", "cloudService.enabled");
});

Deno.test("a remedy names the command that is really there on a simulated device and for an agent elsewhere", () => {
  const healthChanges = { cloudEnabled: off };
  const simulated = contextWith({
    healthChanges,
    agentPath: "/tmp/a b/mdatp",
    simulated: { profile: "cloud-off" },
  });
  assertEquals(cloudProtection(simulated).remedy, "'/tmp/a b/mdatp' config cloud --value enabled");
  const elsewhere = contextWith({ healthChanges, agentPath: "/opt/x/mdatp" });
  assertEquals(cloudProtection(elsewhere).remedy, "sudo /opt/x/mdatp config cloud --value enabled");
});
