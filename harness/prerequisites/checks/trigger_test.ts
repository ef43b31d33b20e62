import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Exclusion } from "../../model/exclusion.ts";
import type { TriggerPathState } from "../../ports/trigger_runner.ts";
import { contextWith, read, unreadable } from "../../testing/facts_fixture.ts";
import type { Finding } from "../finding.ts";
import { detectionNotAllowed } from "./detection_not_allowed.ts";
import { noExclusion } from "./no_exclusion.ts";
import { triggerPathsSafe } from "./trigger_paths_safe.ts";

function excluded(...exclusions: readonly Exclusion[]): Finding {
  return noExclusion(contextWith({ exclusions: read(exclusions) }));
}

function paths(...states: readonly TriggerPathState[]): Finding {
  return triggerPathsSafe(
    contextWith({ triggerPaths: states.map((state, index) => ({ path: `/tmp/${index}.txt`, state })) }),
  );
}

Deno.test("noExclusion() is met without exclusions and with harmless ones", () => {
  assertEquals(excluded().detail, "There are no exclusions");
  assertEquals(excluded({ kind: "folder", pattern: "/Users/me/src", managed: false }).status, "met");
});

Deno.test("noExclusion() is unmet by those that cover the trigger, and says how to remove each kind", () => {
  const remedyOf = (kind: Exclusion["kind"], pattern: string): string | null => {
    const found = excluded({ kind, pattern, managed: false });
    assertEquals(found.status, "unmet");
    assertStringIncludes(found.detail, `"${pattern}"`);
    return found.remedy;
  };
  assertEquals(remedyOf("folder", "/tmp"), "sudo mdatp exclusion folder remove --path /tmp");
  assertEquals(remedyOf("folder", "/tmp/*"), "sudo mdatp exclusion folder remove --path '/tmp/*'");
  assertEquals(remedyOf("file", "/tmp/*.txt"), "sudo mdatp exclusion file remove --path '/tmp/*.txt'");
  assertEquals(remedyOf("extension", "txt"), "sudo mdatp exclusion extension remove --name txt");
  assertEquals(remedyOf("process", "bash"), "sudo mdatp exclusion process remove --name bash");
  assertEquals(remedyOf("process", "/bin/bash"), "sudo mdatp exclusion process remove --path /bin/bash");
});

Deno.test("noExclusion() names the key of the profile for managed ones", () => {
  const found = excluded({ kind: "folder", pattern: "/tmp", managed: true });
  assertStringIncludes(found.detail, "[managed]");
  assertStringIncludes(found.remedy ?? "", "antivirusEngine.exclusions");
});

Deno.test("noExclusion() is unknown, never met, when the list could not be read", () => {
  const found = noExclusion(contextWith({ exclusions: unreadable() }));
  assertEquals([found.status, found.severity], ["unknown", "required"]);
});

Deno.test("detectionNotAllowed() compares names without case and the blank after the colon", () => {
  const statusOf = (...allowed: readonly string[]): string =>
    detectionNotAllowed(contextWith({ allowed: read(allowed) })).status;
  assertEquals(statusOf(), "met");
  assertEquals(statusOf("Virus:DOS/EICAR_Test_File"), "met");
  assertEquals(statusOf("Behavior: MacOS/MacOSChangeFileTest"), "unmet");
  assertEquals(statusOf("behavior:macos/macoschangefiletest"), "unmet");
  assertEquals(statusOf("Behavior:MacOS/MacOSChangeFileTest2"), "met");
});

Deno.test("detectionNotAllowed() gives the command that ends the permission", () => {
  const found = detectionNotAllowed(contextWith({ allowed: read(["Behavior:MacOS/MacOSChangeFileTest"]) }));
  assertEquals(found.remedy, 'sudo mdatp threat allowed remove --name "Behavior:MacOS/MacOSChangeFileTest"');
  assertEquals([found.status, found.severity], ["unmet", "required"]);
});

Deno.test("detectionNotAllowed() is unknown, but blocks nothing, when the list could not be read", () => {
  const found = detectionNotAllowed(contextWith({ allowed: unreadable() }));
  assertEquals([found.status, found.severity], ["unknown", "recommended"]);
  assertStringIncludes(found.remedy ?? "", "threat allowed list");
});

Deno.test("triggerPathsSafe() takes absent files and our own", () => {
  assertEquals(paths({ kind: "absent" }, { kind: "absent" }).status, "met");
  const left = paths({ kind: "absent" }, { kind: "ours" });
  assertEquals(left.status, "met");
  assertStringIncludes(left.detail, "1 of them left by an earlier run");
  assertEquals(paths().status, "met");
});

Deno.test("triggerPathsSafe() is unmet by one unsafe path, and names it with the reason", () => {
  const found = paths({ kind: "absent" }, { kind: "unsafe", why: "is a symbolic link" }, {
    kind: "unreadable",
    why: "no right",
  });
  assertEquals(found.status, "unmet");
  assertEquals(found.detail, '"/tmp/1.txt": is a symbolic link');
  assertEquals(found.remedy, "ls -ld /tmp/1.txt; sudo rm -ri /tmp/1.txt");
});

Deno.test("triggerPathsSafe() is unknown when a path could not be looked at", () => {
  assertEquals(paths({ kind: "absent" }, { kind: "unreadable", why: "no right" }).status, "unknown");
});
