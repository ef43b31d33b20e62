import { assertEquals, assertThrows } from "@std/assert";
import type { Health } from "../model/health.ts";
import { HarnessError } from "../model/harness_error.ts";
import healthJson from "./fixtures/health_json.txt" with { type: "text" };
import healthText from "./fixtures/health.txt" with { type: "text" };
import { parseHealth } from "./parse_health.ts";

function codeOf(input: string | Uint8Array): string {
  return assertThrows(() => parseHealth(input), HarnessError).code;
}

function parseLines(...lines: readonly string[]): Health {
  return parseHealth(lines.join("\n"));
}

Deno.test("parseHealth() gives the same facts from JSON and from text", () => {
  const fromJson = parseHealth(healthJson);
  const fromText = parseHealth(healthText);
  assertEquals(
    { ...fromText, other: {}, productExpiration: null },
    { ...fromJson, other: {}, productExpiration: null },
  );
});

Deno.test("parseHealth() reads every named fact", () => {
  const { other, ...health } = parseHealth(healthJson);
  assertEquals(health, {
    healthy: true,
    healthIssues: [],
    licensed: true,
    orgId: "7c0d5f7e-0000-4000-8000-0000000000aa",
    machineGuid: "7c0d5f7e-0000-4000-8000-000000000001",
    edrMachineId: "1f0e2d3c4b5a69788796a5b4c3d2e1f000112233",
    appVersion: "101.25082.0007",
    engineVersion: "1.1.25080.4",
    releaseRing: "InsiderFast",
    productExpiration: "2026-04-19T08:00:00.000Z",
    behaviorMonitoring: { value: "enabled", managed: true },
    realTimeProtectionEnabled: { value: true, managed: false },
    realTimeProtectionAvailable: true,
    cloudEnabled: { value: true, managed: true },
    passiveModeEnabled: { value: false, managed: false },
    enforcementLevel: null,
    fullDiskAccessEnabled: true,
    tamperProtection: { value: "audit", managed: true },
    troubleshootingMode: false,
    definitionsStatus: "up_to_date",
    definitionsUpdatedMinutesAgo: 42,
    conflictingApplications: [],
    managedBy: null,
    banner: null,
  });
  assertEquals(Object.keys(other).sort(), [
    "cloudAutomaticSampleSubmissionConsent",
    "definitionsUpdated",
    "functionalityMode",
    "managedBy",
  ]);
});

Deno.test("parseHealth() gives local times without a zone from text", () => {
  assertEquals(parseHealth(healthText).productExpiration, "2026-04-19T08:00:00");
  assertEquals(
    parseLines("product_expiration : Jan 01, 2026 at 12:00:00 AM", "healthy : true").productExpiration,
    "2026-01-01T00:00:00",
  );
  assertEquals(
    parseLines("product_expiration : Jan 01, 2026 at 12:30:00 PM", "healthy : true").productExpiration,
    "2026-01-01T12:30:00",
  );
});

Deno.test("parseHealth() does not take displayValue for the state", () => {
  const json = '{"behaviorMonitoring":{"displayValue":true,"isManaged":false,"value":"disabled"}}';
  assertEquals(parseHealth(json).behaviorMonitoring, { value: "disabled", managed: false });
});

Deno.test("parseHealth() understands [managed] with and without a blank", () => {
  const { cloudEnabled, passiveModeEnabled, behaviorMonitoring } = parseLines(
    "cloud_enabled : true [managed]",
    "passive_mode_enabled : false[managed]",
    'behavior_monitoring : "disabled" [managed]   ',
  );
  assertEquals(cloudEnabled, { value: true, managed: true });
  assertEquals(passiveModeEnabled, { value: false, managed: true });
  assertEquals(behaviorMonitoring, { value: "disabled", managed: true });
});

Deno.test("parseHealth() accepts 1 and 0 for booleans, and every spelling of behavior monitoring", () => {
  const { licensed, realTimeProtectionEnabled } = parseLines(
    "licensed : 1",
    "real_time_protection_enabled : 0",
  );
  assertEquals(licensed, true);
  assertEquals(realTimeProtectionEnabled?.value, false);
  for (const printed of ['"enabled"', "enabled", "true", "1", "“enabled”"]) {
    assertEquals(parseLines(`behavior_monitoring:${printed}`).behaviorMonitoring?.value, "enabled", printed);
  }
  assertEquals(parseLines('behavior_monitoring "disabled"').behaviorMonitoring?.value, "disabled");
});

Deno.test("parseHealth() keeps the banner and does not take it for a key", () => {
  const { banner, licensed } = parseLines("ATTENTION: No license found. Ask somebody.", "licensed : false");
  assertEquals(banner, "No license found. Ask somebody.");
  assertEquals(licensed, false);
  assertEquals(parseHealth(`ATTENTION: Product expired\n${healthJson}`).banner, "Product expired");
});

Deno.test("parseHealth() turns unavailable into null and keeps the word visible", () => {
  const health = parseLines("org_id : unavailable", "real_time_protection_enabled : unavailable");
  assertEquals(health.orgId, null);
  assertEquals(health.realTimeProtectionEnabled, null);
  assertEquals(health.other, { org_id: "unavailable", real_time_protection_enabled: "unavailable" });
});

Deno.test("parseHealth() keeps keys nobody knows, as printed", () => {
  const text = parseLines("healthy : true", 'new_thing : "a: b"', "managed_thing : 3 [managed]");
  assertEquals(text.other, { new_thing: "a: b", managed_thing: { value: 3, managed: true } });
  const json = parseHealth('{"healthy":true,"newThing":{"a":[1]},"__proto__":{"x":1},"constructor":2}');
  assertEquals(Object.keys(json.other), ["newThing", "__proto__", "constructor"]);
  assertEquals(json.healthy, true);
});

Deno.test("parseHealth() keeps a value it does not understand out of the facts", () => {
  const { behaviorMonitoring, other } = parseLines('behavior_monitoring : "audit"', "healthy : true");
  assertEquals(behaviorMonitoring, null);
  assertEquals(other, { behavior_monitoring: "audit" });
});

Deno.test("parseHealth() reads what people paste: prompts, remarks, elisions, tabs, wrapped lines", () => {
  const health = parseLines(
    "Here is what my Mac says:",
    "user@mac ~ % sudo mdatp health",
    "healthy\t:\ttrue",
    "...",
    "real_time_protection_enabled    : true   <--- ENABLED",
    "real_time_protection_available: false",
    'app_version : "101.250',
    '82.0007"',
    "user@mac ~ % ",
  );
  assertEquals(health.healthy, true);
  assertEquals(health.realTimeProtectionEnabled?.value, true);
  assertEquals(health.realTimeProtectionAvailable, false);
  assertEquals(health.appVersion, "101.25082.0007");
});

Deno.test("parseHealth() reads colours, carriage returns, a byte order mark and UTF-16", () => {
  const text = "\uFEFF\u001B[32mhealthy\u001B[0m : true\r\nlicensed : false\r\n";
  assertEquals(parseHealth(text).licensed, false);
  const utf16 = new Uint8Array([0xff, 0xfe, ...[..."healthy : true"].flatMap((c) => [c.charCodeAt(0), 0])]);
  assertEquals(parseHealth(utf16).healthy, true);
});

Deno.test("parseHealth() names the command line of before 2021", () => {
  const legacy = 'healthy : true\nrealTimeProtectionEnabled : true\nversionEngine : "100.1.2"';
  assertEquals(codeOf(legacy), "agent/legacy-command-line");
});

Deno.test("parseHealth() refuses what is no health", () => {
  const inputs = [
    "",
    "  \n\n",
    "...",
    "ATTENTION: No license found.",
    "Could not connect to the daemon",
    'Id: "x"\nName: Virus:DOS/X\nType: "virus"',
    "{}",
    "[]",
    "null",
    '{"threats":{"scans":[]}}',
    '{"counters":[]}',
    '{"toString":1,"constructor":true}',
    "constructor : true\ntoString : 1",
    "a\0b",
    "[".repeat(100_000),
  ];
  for (const input of inputs) assertEquals(codeOf(input), "agent/health-unreadable", input.slice(0, 40));
});

Deno.test("parseHealth() refuses JSON that is cut anywhere", () => {
  const whole = healthJson.trim();
  for (let length = 1; length < whole.length; length += 7) {
    assertEquals(codeOf(whole.slice(0, length)), "agent/health-unreadable", `${length}`);
  }
});

Deno.test("parseHealth() of text that is cut never differs from the whole in a fact it gives", () => {
  const whole = parseHealth(healthText);
  for (let length = 1; length < healthText.length; length++) {
    let cut: Health;
    try {
      cut = parseHealth(healthText.slice(0, length));
    } catch (error) {
      assertEquals((error as HarnessError).code, "agent/health-unreadable");
      continue;
    }
    for (const [name, value] of Object.entries(cut)) {
      if (name === "other" || value === null || isCutMinutes(name, value)) continue;
      // A managed value that lost its mark at the very end is the one thing a cut can hide.
      assertEquals(withoutMark(value), withoutMark(whole[name as keyof Health]), `${name} at ${length}`);
    }
  }
});

/** A number that lost its last digits is a number: only a line end would tell. */
function isCutMinutes(name: string, value: unknown): boolean {
  return name === "definitionsUpdatedMinutesAgo" && value === 4;
}

function withoutMark(value: unknown): unknown {
  return typeof value === "object" && value !== null && "managed" in value
    ? (value as { readonly value?: unknown }).value
    : value;
}
