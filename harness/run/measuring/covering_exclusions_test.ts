import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Exclusion } from "../../model/exclusion.ts";
import type { Device } from "../../ports/device.ts";
import { coveringExclusions } from "./covering_exclusions.ts";

const FOLDER = "/Users/kim";

function deviceWith(
  ...exclusions: readonly Omit<Exclusion, "managed">[]
): Pick<Device, "readExclusions" | "platform"> {
  const value = exclusions.map((exclusion) => ({ ...exclusion, managed: false }));
  return {
    platform: "darwin",
    readExclusions: () => Promise.resolve({ kind: "read", value, evidence: [] }),
  };
}

Deno.test("coveringExclusions() names every exclusion that covers the folder, a program or a file of the workloads", async () => {
  const covering: readonly Omit<Exclusion, "managed">[] = [
    { kind: "folder", pattern: "/Users/kim" },
    { kind: "folder", pattern: "/Users/*" },
    { kind: "process", pattern: "/usr/bin/git" },
    { kind: "extension", pattern: "js" },
    { kind: "unknown", pattern: "/" },
  ];
  for (const exclusion of covering) {
    const said = await coveringExclusions(deviceWith(exclusion), FOLDER);
    assertEquals(said.length, 1, exclusion.pattern);
    assertStringIncludes(said[0] ?? "", `"${exclusion.pattern}" covers work that was measured`);
  }
});

Deno.test("coveringExclusions() says nothing of exclusions that lie elsewhere", async () => {
  const elsewhere = deviceWith(
    { kind: "folder", pattern: "/Users/kim/Pictures" },
    { kind: "process", pattern: "/opt/backup/agent" },
    { kind: "extension", pattern: "pdf" },
  );
  assertEquals(await coveringExclusions(elsewhere, FOLDER), []);
});

Deno.test("coveringExclusions() does not take what it cannot read for none", async () => {
  const problem = { code: "agent/timed-out", message: "m", hint: "h" } as const;
  const silent = {
    ...deviceWith(),
    readExclusions: () => Promise.resolve({ kind: "unreadable", problem, evidence: [] } as const),
  };
  assertStringIncludes((await coveringExclusions(silent, FOLDER))[0] ?? "", "could not be read");
});
