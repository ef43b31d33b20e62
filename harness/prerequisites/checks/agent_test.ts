import { assertEquals, assertStringIncludes } from "@std/assert";
import { contextWith, healthWith, read, unreadable } from "../../testing/facts_fixture.ts";
import { agentAnswering } from "./agent_answering.ts";
import type { Health } from "../../model/health.ts";
import { agentHealthy } from "./agent_healthy.ts";
import { agentInstalled } from "./agent_installed.ts";

Deno.test("agentInstalled() is met by an agent and by nothing else", () => {
  assertEquals(agentInstalled(contextWith()).status, "met");
  assertEquals(agentInstalled(contextWith({ installation: { kind: "absent" } })).status, "unmet");
  const broken = agentInstalled(contextWith({ installation: { kind: "not-executable", why: "no run bit" } }));
  assertEquals([broken.status, broken.remedy], ["unmet", "ls -l /usr/local/bin/mdatp"]);
  assertStringIncludes(broken.detail, "no run bit");
});

Deno.test("agentInstalled() tells the placeholder of Microsoft 365 from an agent", () => {
  const found = agentInstalled(contextWith({ installation: { kind: "shim", path: "/Applications/X.app" } }));
  assertEquals(found.status, "unmet");
  assertStringIncludes(found.detail, "placeholder");
  assertStringIncludes(found.remedy ?? "", "Onboarding");
});

Deno.test("agentAnswering() is unmet when health is unreadable, and names the code and its evidence", () => {
  const found = agentAnswering(contextWith({ health: unreadable() }));
  assertEquals([found.status, found.severity, found.evidence], ["unmet", "required", ["0002-test"]]);
  assertStringIncludes(found.detail, "agent/timed-out");
  assertEquals(found.remedy, "sudo launchctl kickstart -k system/com.microsoft.fresno");
});

Deno.test("agentAnswering() is unknown when there is nobody to ask", () => {
  const found = agentAnswering(contextWith({ installation: { kind: "absent" }, health: unreadable() }));
  assertEquals(found.status, "unknown");
});

Deno.test("agentAnswering() is met by any answer", () => {
  const health = read(healthWith({ healthy: false, healthIssues: ["log folder permission issues"] }));
  assertEquals(agentAnswering(contextWith({ health })).status, "met");
});

const HEALTH_CASES: readonly (readonly [string, Partial<Health>, string, string])[] = [
  ["reports nothing", {}, "met", "recommended"],
  [
    "has an engine that is not loaded",
    { other: { engine_load_status: "Engine not loaded" } },
    "unmet",
    "required",
  ],
  ["failed to load its engine", { other: { engine_load_status: "Engine load failed" } }, "unmet", "required"],
  [
    "has no engine loaded in passive mode, where it needs none",
    {
      other: { engine_load_status: "Engine not loaded" },
      passiveModeEnabled: { value: true, managed: false },
    },
    "unknown",
    "recommended",
  ],
  [
    "has an engine in a state nobody knows",
    { other: { engine_load_status: "Engine pondering" } },
    "unknown",
    "recommended",
  ],
  [
    "misses its event provider",
    { healthy: false, healthIssues: ["no active event provider"] },
    "unmet",
    "required",
  ],
  ["reports its engine", { healthy: false, healthIssues: ["antivirus engine is down"] }, "unmet", "required"],
  [
    "misses the provider of network events only",
    { healthy: false, healthIssues: ["network event provider not running"] },
    "unmet",
    "recommended",
  ],
  ["reports its log folder", { healthIssues: ["log folder permission issues"] }, "unmet", "recommended"],
  ["says it is not healthy, without a reason", { healthy: false }, "unmet", "recommended"],
  ["prints no health", { healthy: null }, "unknown", "recommended"],
  [
    "prints issues in a form nobody knows",
    { healthIssues: null, other: { health_issues: "3" } },
    "unknown",
    "recommended",
  ],
];

for (const [device, healthChanges, status, severity] of HEALTH_CASES) {
  Deno.test(`agentHealthy() is ${status} when the agent ${device}`, () => {
    const found = agentHealthy(contextWith({ healthChanges }));
    assertEquals([found.status, found.severity], [status, severity]);
  });
}
