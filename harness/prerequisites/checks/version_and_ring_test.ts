import { assertEquals, assertStringIncludes } from "@std/assert";
import { contextWith } from "../../testing/facts_fixture.ts";
import { GA_POLICY, PREVIEW_POLICY } from "../policies.ts";
import type { Policy } from "../../model/prerequisite.ts";
import { appVersion } from "./app_version.ts";
import { releaseRing } from "./release_ring.ts";

function versionStatus(value: string | null, policy: Policy): string {
  return appVersion(contextWith({ healthChanges: { appVersion: value } }, { policy })).status;
}

function ringStatus(value: string | null, policy: Policy): string {
  return releaseRing(contextWith({ healthChanges: { releaseRing: value } }, { policy })).status;
}

Deno.test("appVersion() takes the lowest version of the policy and refuses the one below", () => {
  assertEquals(versionStatus("101.24042.0002", PREVIEW_POLICY), "met");
  assertEquals(versionStatus("101.24032.0003", PREVIEW_POLICY), "unmet");
  assertEquals(versionStatus("101.98.84", PREVIEW_POLICY), "unmet");
  assertEquals(versionStatus("101.25032.0006", GA_POLICY), "met");
  assertEquals(versionStatus("101.25032.0005", GA_POLICY), "unmet");
  assertEquals(versionStatus("101.24042.0002", GA_POLICY), "unmet");
});

Deno.test("appVersion() is unknown without a version or with one that cannot be read", () => {
  assertEquals(versionStatus(null, PREVIEW_POLICY), "unknown");
  assertEquals(versionStatus("[REDACTED]", PREVIEW_POLICY), "unknown");
});

Deno.test("appVersion() names both versions", () => {
  const { detail } = appVersion(contextWith({ healthChanges: { appVersion: "101.24032.0003" } }));
  assertStringIncludes(detail, "101.24032.0003");
  assertStringIncludes(detail, "101.24042.0002");
});

Deno.test("appVersion() holds Linux to the first build that has it there, not to that of macOS", () => {
  const of = (value: string) =>
    appVersion(
      contextWith({ platform: "linux", healthChanges: { appVersion: value } }, { policy: GA_POLICY }),
    );
  assertEquals(["101.23062.0010", "101.45.00", "101.43.84"].map((value) => of(value).status), [
    "met",
    "met",
    "unmet",
  ]);
  assertStringIncludes(
    of("101.23062.0010").detail,
    "on Linux behavior monitoring is there from 101.45.00 on",
  );
});

Deno.test("releaseRing() asks for Beta under preview and for nothing under ga", () => {
  assertEquals(ringStatus("InsiderFast", PREVIEW_POLICY), "met");
  assertEquals(ringStatus("insiderfast", PREVIEW_POLICY), "met");
  for (const ring of ["Production", "InsiderSlow", "External", "Dogfood"]) {
    assertEquals(ringStatus(ring, PREVIEW_POLICY), "unmet");
    assertEquals(ringStatus(ring, GA_POLICY), "met");
  }
  assertEquals(ringStatus(null, PREVIEW_POLICY), "unknown");
  assertEquals(ringStatus(null, GA_POLICY), "met");
});

Deno.test("releaseRing() names rings in the words of agent and vendor", () => {
  const found = releaseRing(contextWith({ healthChanges: { releaseRing: "Production" } }));
  assertStringIncludes(found.detail, '"Production" (Current)');
  assertStringIncludes(found.detail, '"InsiderFast" (Beta)');
});
