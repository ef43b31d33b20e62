// Whatever an agent prints that nobody has seen before, no prerequisite may take it for the right value: generated
// spellings of the values that matter go through the parsers of the product into its checks.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseAllowed } from "../device/parse_allowed.ts";
import { parseExclusions } from "../device/parse_exclusions.ts";
import { parseHealth } from "../device/parse_health.ts";
import { HarnessError } from "../model/harness_error.ts";
import type { Prerequisite, PrerequisiteId } from "../model/prerequisite.ts";
import type { Reading } from "../model/reading.ts";
import { checkPrerequisites } from "../prerequisites/check_prerequisites.ts";
import { GA_POLICY } from "../prerequisites/policies.ts";
import { factsWith, NOW, read, unreadable } from "./facts_fixture.ts";

/** Lines of a Mac on which all is right, as printed. */
const RIGHT: Readonly<Record<string, string>> = {
  healthy: "true",
  health_issues: "[]",
  licensed: "true",
  engine_load_status: '"Engine load succeeded"',
  app_version: '"101.26022.0020"',
  org_id: '"5f0d2c0a-1b5e-4a39-9d07-0f3ce8a1d001"',
  release_ring: '"Production"',
  product_expiration: "Aug 01, 2026 at 07:42:45 AM",
  cloud_enabled: "true",
  passive_mode_enabled: "false",
  behavior_monitoring: '"enabled"',
  real_time_protection_enabled: "true",
  real_time_protection_available: "true",
  tamper_protection: '"audit"',
  definitions_updated_minutes_ago: "88",
  definitions_status: '"up_to_date"',
  edr_machine_id: '"94cb840531fd5d9f8031cd26317eed0c72b08d00"',
  conflicting_applications: "[]",
  full_disk_access_enabled: "true",
  troubleshooting_mode: "false",
};

function tryRead<T>(parse: () => T): Reading<T> {
  try {
    return read(parse());
  } catch (error) {
    if (error instanceof HarnessError) return unreadable();
    throw error;
  }
}

function table(changes: Readonly<Record<string, string>>): string {
  return Object.entries({ ...RIGHT, ...changes }).map(([key, value]) => `${key.padEnd(44)}: ${value}`).join(
    "\n",
  );
}

type FactChanges = Parameters<typeof factsWith>[0];

function check(text: string, id: PrerequisiteId, changes: FactChanges = {}): Prerequisite | undefined {
  const health = tryRead(() => parseHealth(text));
  const state = health.kind === "read" ? health.value.behaviorMonitoring : null;
  const behaviorMonitoring = state === null ? unreadable() : read(state);
  const facts = factsWith({ health, behaviorMonitoring, ...changes });
  return checkPrerequisites(facts, GA_POLICY, { now: NOW }).find((one) => one.id === id);
}

function assertNotMet(text: string, id: PrerequisiteId): void {
  assert(check(text, id)?.status !== "met", `${id} is met by\n${text}`);
}

Deno.test("Every prerequisite about health is met by the table that the others are made from", () => {
  const ids: readonly PrerequisiteId[] = [
    "agent-healthy",
    "onboarded",
    "app-version",
    "real-time-protection",
    "cloud-protection",
    "behavior-monitoring",
    "definitions-fresh",
  ];
  for (const id of ids) assertEquals(check(table({}), id)?.status, "met", id);
});

/** What stands behind a colon: words, in quotes or not, in any case, with what people and programs put behind them. */
const words = fc.constantFrom(
  ...[
    "enabled",
    "disabled",
    "yes",
    "no",
    "on",
    "off",
    "unavailable",
    "unknown",
    "pending",
    "error",
    "none",
    "null",
    "true",
  ],
  ...["false", "-1", "2", "", "{}", "[]", "n/a", "audit", "passive", "on_demand"],
);
const spelled = fc.record({
  word: words,
  quoted: fc.boolean(),
  shape: fc.constantFrom(
    (w: string) => w,
    (w: string) => w.toUpperCase(),
    (w: string) => w.slice(0, 1).toUpperCase() + w.slice(1),
  ),
  behind: fc.constantFrom("", " [managed]", " (managed)", " (pending)", " [unavailable]", " ?"),
}).map(({ word, quoted, shape, behind }) => (quoted ? `"${shape(word)}"` : shape(word)) + behind);

/** Spellings that do mean the right value, the marks behind them aside. */
const right = (...good: readonly string[]) => (text: string): boolean =>
  good.includes(text.replace(/ [[(]managed[\])]$/, "").replaceAll('"', ""));

const SWITCHES: readonly (readonly [string, PrerequisiteId, (text: string) => boolean])[] = [
  ["passive_mode_enabled", "real-time-protection", right("false", "0")],
  ["real_time_protection_enabled", "real-time-protection", right("true", "1")],
  ["real_time_protection_available", "real-time-protection", right("true", "1")],
  ["antivirus_enforcement_level", "real-time-protection", right("real_time")],
  ["enforcement_level", "real-time-protection", right("real_time")],
  ["cloud_enabled", "cloud-protection", right("true", "1")],
  ["licensed", "onboarded", right("true", "1")],
  ["org_id", "onboarded", right()],
  [
    "edr_machine_id",
    "onboarded",
    (text) => !/^"?(?:unavailable|unknown|none|null|n\/a|0*|-)?"?$/i.test(text),
  ],
  ["app_version", "app-version", right()],
  ["definitions_status", "definitions-fresh", right("up_to_date")],
  ["definitions_updated_minutes_ago", "definitions-fresh", right("0", "1", "2")],
  ["engine_load_status", "agent-healthy", right()],
  ["health_issues", "agent-healthy", right("[]")],
  ["healthy", "agent-healthy", right("true", "1")],
];

for (const [key, id, isRight] of SWITCHES) {
  Deno.test(`${id} is never met by a "${key}" in words that nobody knows, however the key is spelled`, () => {
    const keys = [
      key,
      key.toUpperCase(),
      key.replaceAll("_", ""),
      key.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    ];
    fc.assert(
      fc.property(spelled, fc.constantFrom(...keys), (value, spelling) => {
        fc.pre(!isRight(value));
        const text = table({}).split("\n").map((line) =>
          line.startsWith(`${key} `) ? `${spelling} : ${value}` : line
        );
        if (!(key in RIGHT)) text.splice(3, 0, `${spelling} : ${value}`);
        assertNotMet(text.join("\n"), id);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
}

Deno.test("behavior-monitoring is neither met nor thought free to change when its line is not understood or managed", () => {
  for (const value of ['"Enabled?"', "unavailable", '"audit"', '"enabled" (pending)', "2", '""']) {
    assertNotMet(table({ behavior_monitoring: value }), "behavior-monitoring");
  }
  for (
    const value of [
      '"disabled" (managed)',
      '"disabled" [Managed]',
      '"disabled"[managed by MDE]',
      "disabled <managed>",
    ]
  ) {
    assertEquals(check(table({ behavior_monitoring: value }), "behavior-monitoring")?.status, "unmet", value);
  }
});

Deno.test("real-time-protection and agent-healthy are unmet where what is detected is not blocked, or nothing is seen", () => {
  for (const level of ['"audit"', '"passive" [managed]', '"on_demand"', "Audit", '"onDemand"']) {
    for (const key of ["antivirus_enforcement_level", "enforcement_level", "antivirusEnforcementLevel"]) {
      assertEquals(
        check(table({ [key]: level }), "real-time-protection")?.status,
        "unmet",
        `${key} ${level}`,
      );
    }
  }
  for (const level of ['"real_time"', '"real_time" [managed]', '"realTime"']) {
    assertEquals(
      check(table({ antivirus_enforcement_level: level }), "real-time-protection")?.status,
      "met",
      level,
    );
  }
  for (
    const issue of [
      "no active event provider",
      "engine is not loaded",
      "no active supplementary event provider",
    ]
  ) {
    const found = check(table({ healthy: "false", health_issues: `["${issue}"]` }), "agent-healthy");
    assertEquals([found?.status, found?.severity], ["unmet", "required"], issue);
  }
});

Deno.test("change-allowed takes no word of tamper protection for permission but disabled and audit", () => {
  const off = { behaviorMonitoring: read({ value: "disabled", managed: false } as const) };
  for (const value of ["block", "blocked", "Block", "enforce", "enforced", "on", "true", "unavailable", ""]) {
    const text = table({ tamper_protection: `"${value}"`, behavior_monitoring: '"disabled"' });
    assertEquals(check(text, "change-allowed", off)?.status, "unknown", value);
  }
});

Deno.test("onboarded is not met when the agent says that it has no licence, above the table or above its JSON", () => {
  for (const word of ["ATTENTION:", "Attention:", "WARNING:", "ATTENTION!"]) {
    assertNotMet(`${word} No license found. Contact your administrator for help.\n${table({})}`, "onboarded");
  }
});

Deno.test("real-time-protection is not met when the system gives the agent no events, whatever else it says", () => {
  assertNotMet(table({ real_time_protection_subsystem: "unavailable" }), "real-time-protection");
});

Deno.test("a note behind a value that may take it back leaves nothing met", () => {
  for (const note of ["expired", "trial ended", "not valid", "unknown plan", "Plan 2 expired?", "pending"]) {
    assertNotMet(table({ licensed: `true (${note})` }), "onboarded");
  }
  assertEquals(check(table({ licensed: "true (Plan 2)" }), "onboarded")?.status, "met");
  for (const note of ["update failed", "as of 2024", "?"]) {
    assertNotMet(table({ definitions_status: `up_to_date (${note})` }), "definitions-fresh");
  }
  assertEquals(
    check(table({ definitions_status: "up_to_date (v1.453.214.0)" }), "definitions-fresh")?.status,
    "met",
  );
});

Deno.test("a JSON value that is wrapped in another way than known is never met", () => {
  const document = {
    realTimeProtectionEnabled: true,
    realTimeProtectionAvailable: true,
    passiveModeEnabled: false,
  };
  const good = (changes: object) => JSON.stringify({ ...document, ...changes });
  assertEquals(check(good({}), "real-time-protection")?.status, "met");
  for (
    const value of [
      { value: { value: false } },
      { enabled: false },
      [false],
      "off",
      { $type: "disabled" },
      null,
      {
        value: null,
      },
    ]
  ) {
    assertNotMet(good({ passiveModeEnabled: value }), "real-time-protection");
  }
  assertNotMet(good({ PassiveModeEnabled: true }), "real-time-protection");
  assertNotMet(good({ antivirusEnforcementLevel: { $type: "audit" } }), "real-time-protection");
});

/** Ways to write a path that all mean the same place. */
const writtenAs = fc.array(
  fc.constantFrom<(path: string) => string>(
    (path) => `${path}/`,
    (path) => path.replaceAll("/", "//"),
    (path) => `/System/Volumes/Data${path}`,
    (path) => `/usr/..${path}`,
    (path) => `/.${path}`,
    (path) => `${path}/x/..`,
    (path) => path.toUpperCase(),
    (path) => `${path}/.`,
    (path) => path.replace(/^\/(tmp|var)/, "/private/$1"),
  ),
  { maxLength: 3 },
);

Deno.test("no-exclusion is unmet by every way to write a folder, a file or a program of the trigger", () => {
  const places = [
    ...["/tmp", "/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt", "/bin/bash", "/bin", "/var/db/bmverify"],
    "/var/db/bmverify/agent/scripts/BM_test.sh",
  ];
  const heading = fc.constantFrom(
    "Excluded folder",
    "Excluded file",
    "Excluded process",
    "Excluded file [managed]",
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), writtenAs, heading, (place, ways, head) => {
      // The firmlink is a name of the place from the root on: it goes in front of all else, once.
      const firm = ways.find((way) => way("").startsWith("/System"));
      const inner = ways.filter((way) => way !== firm).reduce((path, way) => way(path), place);
      const path = firm === undefined ? inner : firm(inner);
      const exclusions = tryRead(() => parseExclusions(`${head}\nPath: "${path}"`));
      assertEquals(check(table({}), "no-exclusion", { exclusions })?.status, "unmet", path);
    }),
    { numRuns: 500, seed: 1 },
  );
});

Deno.test("no-exclusion is not met by a heading that nobody knows, whatever stands below it", () => {
  for (
    const heading of [
      "Excluded file hash",
      "Excluded mount",
      "Excluded process tree",
      "Excluded scan scope",
      "Excluded x",
    ]
  ) {
    const exclusions = tryRead(() => parseExclusions(`${heading}\nPath: "/opt/app"`));
    assertEquals(check(table({}), "no-exclusion", { exclusions })?.status, "unknown", heading);
  }
});

Deno.test("detection-not-allowed is not met by a wildcard that covers the detection", () => {
  const names = [
    "Behavior:MacOS/*",
    "*",
    "Behavior:*",
    "*MacOSChangeFileTest",
    "behavior:macos/MacOSChange????Test",
    "*/MacOSC*",
  ];
  for (const name of names) {
    const allowed = tryRead(() => parseAllowed(`Allowed threats:\n${name}`));
    assertEquals(check(table({}), "detection-not-allowed", { allowed })?.status, "unmet", name);
  }
});
