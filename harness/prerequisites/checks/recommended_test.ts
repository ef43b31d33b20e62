import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Health, HealthDetails } from "../../model/health.ts";
import { contextWith, read, unreadable } from "../../testing/facts_fixture.ts";
import type { Finding } from "../finding.ts";
import { definitionsFresh } from "./definitions_fresh.ts";
import { fullDiskAccess } from "./full_disk_access.ts";
import { noConflict } from "./no_conflict.ts";
import { systemExtensions } from "./system_extensions.ts";

function flags(entries: Readonly<Record<string, unknown>>): HealthDetails {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, { value, managed: false }]));
}

function extensions(entries: Readonly<Record<string, unknown>>): Finding {
  return systemExtensions(contextWith({ systemExtensions: read(flags(entries)) }));
}

Deno.test("fullDiskAccess() is met, unmet or unknown on macOS and does not apply on Linux", () => {
  const statusOf = (fullDiskAccessEnabled: boolean | null): string =>
    fullDiskAccess(contextWith({ healthChanges: { fullDiskAccessEnabled } })).status;
  assertEquals([true, false, null].map(statusOf), ["met", "unmet", "unknown"]);
  const linux = fullDiskAccess(
    contextWith({ platform: "linux", healthChanges: { fullDiskAccessEnabled: null } }),
  );
  assertEquals([linux.status, linux.severity], ["met", "info"]);
  assertStringIncludes(linux.detail, "Does not apply");
});

Deno.test("fullDiskAccess() gives the click path", () => {
  const found = fullDiskAccess(contextWith({ healthChanges: { fullDiskAccessEnabled: false } }));
  assertStringIncludes(found.remedy ?? "", "Privacy & Security > Full Disk Access");
});

Deno.test("systemExtensions() goes by the endpoint security extension", () => {
  const ready = { endpoint_security_extension_installed: true, endpoint_security_extension_ready: true };
  assertEquals(extensions(ready).status, "met");
  assertEquals(extensions({ ...ready, endpoint_security_extension_ready: false }).status, "unmet");
  assertEquals(extensions({ ...ready, endpoint_security_extension_installed: false }).status, "unmet");
  assertEquals(extensions({ ...ready, network_extension_enabled: false }).status, "met");
});

Deno.test("systemExtensions() reads the keys in the spelling of JSON too", () => {
  assertEquals(
    extensions({ endpointSecurityExtensionInstalled: true, endpointSecurityExtensionReady: true }).status,
    "met",
  );
});

Deno.test("systemExtensions() is unknown when the answer is unreadable, empty or of another kind", () => {
  assertEquals(systemExtensions(contextWith({ systemExtensions: unreadable() })).status, "unknown");
  assertEquals(extensions({}).status, "unknown");
  assertEquals(
    extensions({ endpoint_security_extension_installed: true, endpoint_security_extension_ready: "soon" })
      .status,
    "unknown",
  );
});

Deno.test("systemExtensions() does not apply on Linux", () => {
  const found = systemExtensions(contextWith({ platform: "linux", systemExtensions: null }));
  assertEquals([found.status, found.severity], ["met", "info"]);
});

Deno.test("definitionsFresh() goes by status and age, and is never required", () => {
  const statusOf = (definitionsStatus: string | null, minutes: number | null): string => {
    const healthChanges: Partial<Health> = { definitionsStatus, definitionsUpdatedMinutesAgo: minutes };
    const found = definitionsFresh(contextWith({ healthChanges }));
    assertEquals(found.severity, "recommended");
    return found.status;
  };
  assertEquals(statusOf("up_to_date", 88), "met");
  assertEquals(statusOf("updating", 88), "met");
  assertEquals(statusOf("updating", null), "unknown");
  assertEquals(statusOf("upToDate", 88), "met");
  assertEquals(statusOf("verifying", 88), "unknown");
  assertEquals(statusOf("up_to_date", 7 * 24 * 60), "met");
  assertEquals(statusOf("up_to_date", 7 * 24 * 60 + 1), "unmet");
  assertEquals(statusOf("out_of_date", 88), "unmet");
  assertEquals(statusOf(null, 88), "met");
  assertEquals(statusOf("up_to_date", null), "met");
  assertEquals(statusOf(null, null), "unknown");
});

Deno.test("noConflict() is met, unmet or unknown by the agent's list, and names the others", () => {
  const found = (conflictingApplications: readonly string[] | null): Finding =>
    noConflict(contextWith({ healthChanges: { conflictingApplications } }));
  assertEquals(found([]).status, "met");
  assertEquals(found(null).status, "unknown");
  assertEquals(found(["Other AV"]).status, "unmet");
  assertStringIncludes(found(["Other AV"]).detail, "Other AV");
});
