import { assertEquals } from "@std/assert";
import type { Health } from "../../model/health.ts";
import type { PrerequisiteId } from "../../model/prerequisite.ts";
import { healthWith } from "../../testing/facts_fixture.ts";
import { prerequisite } from "../../testing/run_bodies.ts";
import { protectionGaps, protectionOf, updatedSince } from "./read_protection.ts";

const on = { value: true, managed: false };
const CASES: readonly (readonly [Partial<Health>, readonly string[]])[] = [
  [{}, []],
  [{ behaviorMonitoring: { value: "disabled", managed: false } }, ["behavior monitoring is disabled"]],
  [{ realTimeProtectionAvailable: false }, ["real-time protection is off"]],
  [{ passiveModeEnabled: on }, ["the agent is in passive mode"]],
  [{ other: { engine_load_status: "Engine not loaded" } }, ["the engine is not loaded"]],
  [{ enforcementLevel: { value: "audit", managed: false } }, ['the enforcement level is "audit"']],
  [{ enforcementLevel: { value: "something", managed: false } }, ['the enforcement level is "something"']],
  [{ enforcementLevel: { value: "realTime", managed: false } }, []],
  [{ healthy: false, healthIssues: ["no active event provider"] }, [
    "the agent reports: no active event provider",
  ]],
  [{ licensed: false }, ["the agent has no licence"]],
  [{ healthy: false, healthIssues: ["network extension is not approved"] }, []],
];

for (const [changes, gaps] of CASES) {
  Deno.test(`protectionGaps() of ${JSON.stringify(changes)}: ${gaps.join() || "none"}`, () => {
    assertEquals(protectionGaps(protectionOf(healthWith(changes)), "enabled", []), gaps);
  });
}

Deno.test("protectionGaps() leaves out what somebody waived", () => {
  const state = protectionOf(
    healthWith({ passiveModeEnabled: on, healthIssues: ["engine failed"], healthy: false }),
  );
  const gapsBut = (...ids: readonly PrerequisiteId[]) =>
    protectionGaps(state, "enabled", ids.map((id) => prerequisite({ id, waiver: { reason: "laboratory" } })));
  assertEquals(gapsBut().length, 2);
  assertEquals(gapsBut("agent-healthy"), ["the agent is in passive mode"]);
  assertEquals(gapsBut("agent-healthy", "real-time-protection"), []);
});

Deno.test("updatedSince() names an agent that is another version than before, and nothing that is not known", () => {
  const [then, now] = ["101.1.1.1", "101.1.1.2"].map((appVersion) =>
    protectionOf(healthWith({ appVersion }))
  );
  const silent = protectionOf(healthWith({ appVersion: null }));
  if (then === undefined || now === undefined) throw new Error("there are two");
  assertEquals(updatedSince(then, now), ["the agent is 101.1.1.2 now, and was 101.1.1.1 when the run began"]);
  for (const [first, state] of [[then, then], [then, silent], [silent, now], [null, now]] as const) {
    assertEquals(updatedSince(first, state), []);
  }
});
