import type { OnOff } from "../../model/on_off.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { contextWith, unreadable } from "../../testing/facts_fixture.ts";
import type { CheckContext } from "../finding.ts";
import { behaviorMonitoring } from "./behavior_monitoring.ts";
import { changeAllowed } from "./change_allowed.ts";
import { privilege } from "./privilege.ts";

function withState(
  value: OnOff,
  changes: Parameters<typeof contextWith>[0] & { readonly managed?: boolean } = {},
): CheckContext {
  const { managed = false, healthChanges, ...rest } = changes;
  return contextWith({
    ...rest,
    healthChanges: { ...healthChanges, behaviorMonitoring: { value, managed } },
  });
}

Deno.test("behaviorMonitoring() is met when it is on, and when it is off and may be switched on", () => {
  assertEquals(behaviorMonitoring(withState("enabled")).status, "met");
  const off = behaviorMonitoring(withState("disabled"));
  assertEquals(off.status, "met");
  assertStringIncludes(off.detail, '"disabled", not managed: the run switches it to "enabled"');
});

Deno.test("behaviorMonitoring() is unmet when a profile switches it off, and met when a profile switches it on", () => {
  const off = behaviorMonitoring(
    withState("disabled", { managed: true, healthChanges: { managedBy: "Intune" } }),
  );
  assertEquals(off.status, "unmet");
  assertStringIncludes(off.detail, 'managed by "Intune"');
  assertStringIncludes(off.remedy ?? "", 'features.behaviorMonitoring to "enabled"');
  assertEquals(behaviorMonitoring(withState("enabled", { managed: true })).status, "met");
});

Deno.test("behaviorMonitoring() wants it on as soon as the run needs it on at all", () => {
  const both = withState("enabled", { managed: true, wantedStates: ["disabled", "enabled"] });
  assertEquals(behaviorMonitoring(both).status, "met");
  const offOnly = withState("enabled", { managed: true, wantedStates: ["disabled"] });
  assertEquals(behaviorMonitoring(offOnly).status, "unmet");
});

Deno.test("behaviorMonitoring() is unknown, and required, when the state could not be read", () => {
  const found = behaviorMonitoring(contextWith({ behaviorMonitoring: unreadable() }));
  assertEquals([found.status, found.severity], ["unknown", "required"]);
  assertStringIncludes(found.detail, "agent/timed-out");
});

Deno.test("changeAllowed() is met when nothing has to change, whatever guards it", () => {
  const healthChanges = { tamperProtection: { value: "block", managed: true } } as const;
  assertEquals(changeAllowed(withState("enabled", { healthChanges })).status, "met");
});

Deno.test("changeAllowed() is unknown under tamper protection, and says why", () => {
  const healthChanges = { tamperProtection: { value: "block", managed: false } } as const;
  const found = changeAllowed(withState("disabled", { healthChanges }));
  assertEquals([found.status, found.severity], ["unknown", "recommended"]);
  assertStringIncludes(found.detail, "says nothing for this system");
  assertStringIncludes(found.remedy ?? "", "troubleshooting mode");
});

Deno.test("changeAllowed() is met when troubleshooting mode lifts tamper protection, and when it only audits", () => {
  const tamperProtection = { value: "block", managed: false } as const;
  const lifted = changeAllowed(
    withState("disabled", { healthChanges: { tamperProtection, troubleshootingMode: true } }),
  );
  assertEquals(lifted.status, "met");
  assertEquals(changeAllowed(withState("disabled")).status, "met");
});

Deno.test("changeAllowed() is unmet when a profile sets what would have to change", () => {
  const found = changeAllowed(withState("enabled", { managed: true, wantedStates: ["enabled", "disabled"] }));
  assertEquals([found.status, found.severity], ["unmet", "recommended"]);
});

Deno.test("changeAllowed() is unknown without the state or without a line on tamper protection", () => {
  assertEquals(changeAllowed(contextWith({ behaviorMonitoring: unreadable() })).status, "unknown");
  assertEquals(
    changeAllowed(withState("disabled", { healthChanges: { tamperProtection: null } })).status,
    "unknown",
  );
});

Deno.test("privilege() asks for root only when a real agent has to be changed", () => {
  const of = (context: CheckContext): string => `${privilege(context).status} ${privilege(context).severity}`;
  assertEquals(of(withState("disabled")), "met required");
  assertEquals(of(withState("disabled", { isRoot: false })), "unmet required");
  assertEquals(of(withState("enabled", { isRoot: false })), "met info");
  assertEquals(
    of(withState("enabled", { isRoot: false, wantedStates: ["enabled", "disabled"] })),
    "unmet required",
  );
  assertEquals(of(contextWith({ isRoot: false, behaviorMonitoring: unreadable() })), "unknown required");
});

Deno.test("privilege() never blocks a simulated device, nor a stand-in for an agent", () => {
  const simulated = withState("disabled", { isRoot: false, simulated: { profile: "off-by-default" } });
  assertEquals(privilege(simulated).status, "met");
  const standIn = privilege(withState("disabled", { isRoot: false, agentPath: "/home/me/mdatp" }));
  assertEquals([standIn.status, standIn.severity], ["unmet", "recommended"]);
});
