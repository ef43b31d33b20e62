import { assertEquals, assertStringIncludes } from "@std/assert";
import { contextWith, healthWith, read, unreadable } from "../../testing/facts_fixture.ts";
import { agentAnswering } from "./agent_answering.ts";
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

Deno.test("agentAnswering() is met by any answer, and repeats the issues that the agent reports", () => {
  const health = read(healthWith({ healthy: false, healthIssues: ["log folder permission issues"] }));
  const found = agentAnswering(contextWith({ health }));
  assertEquals(found.status, "met");
  assertStringIncludes(found.detail, "log folder permission issues");
});
