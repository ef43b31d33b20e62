import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { checkPrerequisites } from "./check_prerequisites.ts";
import { factsWith, NOW, unreadable } from "../testing/facts_fixture.ts";
import { hasReacted, likelyCauses } from "../model/likely_causes.ts";
import { likelyCause } from "./likely_cause.ts";
import { GA_POLICY, PREVIEW_POLICY } from "./policies.ts";

type FactChanges = Parameters<typeof factsWith>[0];

const SILENT = { reacted: false };

function causesOf(
  changes: FactChanges,
  { policy = PREVIEW_POLICY, reacted = false } = {},
): readonly string[] {
  const checked = checkPrerequisites(factsWith(changes), policy, { now: NOW });
  return likelyCauses(checked, { reacted }).map(({ text }) => text);
}

Deno.test("likelyCauses() names enrolment first when all else holds", () => {
  const causes = causesOf({});
  assertEquals(causes.slice(0, 2), [
    "the device is not enrolled in the preview, which nobody attested",
    "preview features are off in the portal, which nobody attested",
  ]);
});

Deno.test("likelyCauses() names enrolment first even when somebody attested it", () => {
  const prerequisites = checkPrerequisites(factsWith(), PREVIEW_POLICY, {
    now: NOW,
    attested: [{ id: "enrolled", statement: null }],
  });
  assertEquals(
    likelyCauses(prerequisites, SILENT)[0]?.text,
    "the device is not enrolled in the preview, although it was attested",
  );
});

Deno.test("likelyCauses() names what is recommended after it, unmet before unknown", () => {
  const causes = causesOf({
    healthChanges: { fullDiskAccessEnabled: false },
    systemExtensions: unreadable(),
  });
  assertStringIncludes(causes[2] ?? "", "full-disk-access is not met");
  assertStringIncludes(causes[3] ?? "", "system-extensions is not known");
});

Deno.test("likelyCauses() names a waived prerequisite before all else", () => {
  const causes = causesOf({ healthChanges: { releaseRing: "Production" } });
  assertStringIncludes(causes[0] ?? "", "release-ring is not met");
  assertStringIncludes(causes[1] ?? "", "not enrolled");
});

Deno.test("likelyCauses() leaves out what only matters for a change", () => {
  const causes = causesOf({
    isRoot: false,
    healthChanges: {
      behaviorMonitoring: { value: "disabled", managed: false },
      tamperProtection: { value: "block", managed: false },
    },
  });
  assertEquals(causes.filter((cause) => /^(privilege|change-allowed)/.test(cause)), []);
});

Deno.test("likelyCauses() does not speak of enrolment where the policy does not ask for it", () => {
  assertEquals(causesOf({}, { policy: GA_POLICY }).filter((cause) => cause.includes("enrolled")), []);
});

Deno.test("likelyCause() puts the first cause into a sentence and numbers the others", () => {
  const text = likelyCause(checkPrerequisites(factsWith(), PREVIEW_POLICY, { now: NOW }), SILENT);
  assertMatch(
    text,
    /^Most likely: the device is not enrolled .*\. Other causes, in order: \(2\) preview features .*; \(3\) /,
  );
});

Deno.test("likelyCauses() puts what the agent says is wrong with itself before enrolment", () => {
  const issue = causesOf({
    healthChanges: { healthy: false, healthIssues: ["log folder permission issues"] },
  });
  assertStringIncludes(issue[0] ?? "", "log folder permission issues");
  assertStringIncludes(issue[1] ?? "", "not enrolled");
  const engine = causesOf({ healthChanges: { other: { engine_load_status: "Engine not loaded" } } });
  assertStringIncludes(engine[0] ?? "", "Engine not loaded");
});

Deno.test("likelyCauses() names nothing that would have silenced all, where behavior monitoring reacted to another trigger", () => {
  const causes = causesOf({
    healthChanges: {
      releaseRing: "Production",
      fullDiskAccessEnabled: false,
      conflictingApplications: ["Other AV"],
    },
  }, { reacted: true });
  assertEquals(
    causes.filter((cause) => /enrolled|preview|release-ring|full-disk|switched the feature on/.test(cause)),
    [],
  );
  assertStringIncludes(causes[0] ?? "", "Other AV");
  assertStringIncludes(causes[1] ?? "", "some triggers and not to others");
});

Deno.test("likelyCauses() names nothing of behavior monitoring where the antivirus test met silence", () => {
  const checked = checkPrerequisites(factsWith(), PREVIEW_POLICY, { now: NOW });
  const texts = likelyCauses(checked, { reacted: false, isFile: true }).map(({ text }) => text);
  assertEquals(texts.filter((text) => /behavior|enrolled|preview/.test(text)), []);
  assertStringIncludes(texts.join("\n"), "exclusion list");
});

Deno.test("likelyCauses() gives the remedy of each cause", () => {
  const checked = checkPrerequisites(
    factsWith({ healthChanges: { healthy: false, healthIssues: ["no active event provider"] } }),
    PREVIEW_POLICY,
    { now: NOW },
  );
  assertStringIncludes(likelyCauses(checked, SILENT)[0]?.remedy ?? "", "launchctl kickstart");
});

Deno.test("hasReacted() goes by kills and records, and not by a file that the antivirus took", () => {
  const quiet = { timeToBlockMs: null, detections: [] };
  const record = { id: "1", name: "a", type: null, status: null, detectedAt: null };
  assertEquals(hasReacted([{ expectation: "blocked-and-recorded", attempts: [quiet] }]), false);
  assertEquals(
    hasReacted([{ expectation: "quiet", attempts: [quiet, { ...quiet, timeToBlockMs: 900 }] }]),
    true,
  );
  assertEquals(
    hasReacted([{ expectation: "blocked-and-recorded", attempts: [{ ...quiet, detections: [record] }] }]),
    true,
  );
  assertEquals(
    hasReacted([{
      expectation: "file-removed-and-recorded",
      attempts: [{ ...quiet, detections: [record] }],
    }]),
    false,
  );
});
