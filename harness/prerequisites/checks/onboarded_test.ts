import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Health } from "../../model/health.ts";
import { contextWith } from "../../testing/facts_fixture.ts";
import { notExpired } from "./not_expired.ts";
import { onboarded } from "./onboarded.ts";

const CASES: readonly (readonly [string, Partial<Health>, string])[] = [
  ["a licence and an organisation", {}, "met"],
  ["no licence and no organisation", { licensed: false, orgId: null }, "unmet"],
  ["no licence although there is an organisation", { licensed: false }, "unmet"],
  [
    "no licence on an expired build",
    { licensed: false, productExpiration: "2025-12-31T00:00:00" },
    "unknown",
  ],
  ["a licence and an unavailable org_id", { orgId: null, other: { org_id: "unavailable" } }, "unmet"],
  ["a licence and an unavailable orgId in JSON", { orgId: null, other: { orgId: "unavailable" } }, "unmet"],
  ["an unavailable machine id", { edrMachineId: null, other: { edr_machine_id: "unavailable" } }, "unmet"],
  ["a licence and no line org_id", { orgId: null }, "unknown"],
  ["no line licensed", { licensed: null }, "unknown"],
  ["no line edr_machine_id", { edrMachineId: null }, "unknown"],
  ["an empty machine id", { edrMachineId: null, other: { edr_machine_id: "" } }, "unmet"],
  ["a machine id of zeros", { edrMachineId: "0000000000000000000000000000000000000000" }, "unmet"],
  ["an org_id of zeros", { orgId: "00000000-0000-0000-0000-000000000000" }, "unmet"],
  ["an org_id that is a word", { orgId: "none" }, "unmet"],
  ["an org_id of another form", { orgId: "contoso" }, "unknown"],
  [
    "a banner without a licence",
    { banner: "No license found. Contact your administrator for help." },
    "unmet",
  ],
  ["a banner of an expired build", { banner: "Your product has expired." }, "unmet"],
  ["a banner about something else", { banner: "A new version is available." }, "met"],
  ["a banner that a subscription has ended", { banner: "Your subscription has ended." }, "unmet"],
  ["a banner of a trial", { banner: "The trial period is over." }, "unmet"],
  ["a banner that the product is not activated", { banner: "This product is not activated." }, "unmet"],
  ["a banner that nobody understands", { banner: "Der Schutz ist abgelaufen." }, "unknown"],
  ["a banner of limited functions", { banner: "Running with limited functionality." }, "unknown"],
  ["an org_id of one digit", { orgId: "ffffffff-ffff-ffff-ffff-ffffffffffff" }, "unmet"],
  ["a machine id of one digit", { edrMachineId: "1111111111111111" }, "unmet"],
  ["a machine id that is a word", { edrMachineId: "pending" }, "unknown"],
];

for (const [device, healthChanges, status] of CASES) {
  Deno.test(`onboarded() is ${status} with ${device}`, () => {
    const found = onboarded(contextWith({ healthChanges }));
    assertEquals([found.status, found.severity, found.evidence], [status, "required", ["0001-test"]]);
    if (status === "unmet") assertStringIncludes(found.remedy ?? "", "Onboarding");
  });
}

Deno.test("onboarded() repeats the banner of the agent", () => {
  const found = onboarded(
    contextWith({ healthChanges: { licensed: false, orgId: null, banner: "No license found." } }),
  );
  assertStringIncludes(found.detail, "No license found.");
});

Deno.test("notExpired() is met, unmet or unknown by the date", () => {
  const statusOf = (productExpiration: string | null): string =>
    notExpired(contextWith({ healthChanges: { productExpiration } })).status;
  assertEquals(statusOf("2026-08-01T07:42:45"), "met");
  assertEquals(statusOf("2026-01-16T07:42:45"), "unmet");
  assertEquals(statusOf("2026-03-01T20:00:00"), "unknown");
  assertEquals(statusOf("2026-03-01T20:00:00.000Z"), "met");
  assertEquals(statusOf(null), "unknown");
});

Deno.test("notExpired() blocks in doubt only when the agent does not say that it is licensed", () => {
  const severityOf = (licensed: boolean | null, productExpiration: string | null): string =>
    notExpired(contextWith({ healthChanges: { licensed, productExpiration } })).severity;
  assertEquals(severityOf(true, null), "recommended");
  assertEquals(severityOf(true, "2026-03-01T20:00:00"), "recommended");
  assertEquals(severityOf(false, null), "required");
  assertEquals(severityOf(null, null), "required");
  assertEquals(severityOf(true, "2026-01-16T07:42:45"), "required");
});

Deno.test("notExpired() gives the command that updates the agent", () => {
  const found = notExpired(contextWith({ healthChanges: { productExpiration: "2026-01-16T07:42:45" } }));
  assertStringIncludes(found.remedy ?? "", "msupdate' --install --apps WDAV00");
});
