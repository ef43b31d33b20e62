import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { checkPrerequisites } from "./check_prerequisites.ts";
import { factsWith, NOW, unreadable } from "../testing/facts_fixture.ts";
import { likelyCause, likelyCauses } from "./likely_cause.ts";
import { GA_POLICY, PREVIEW_POLICY } from "./policies.ts";

type FactChanges = Parameters<typeof factsWith>[0];

function causesOf(changes: FactChanges, policy = PREVIEW_POLICY): readonly string[] {
  return likelyCauses(checkPrerequisites(factsWith(changes), policy, { now: NOW }));
}

Deno.test("likelyCauses() names enrolment first when all else holds", () => {
  const causes = causesOf({});
  assertEquals(causes.slice(0, 2), [
    "the device is not enrolled in the preview, which nobody attested",
    "preview features are off in the portal, which nobody attested",
  ]);
});

Deno.test("likelyCauses() names enrolment first even when somebody attested it", () => {
  const prerequisites = checkPrerequisites(factsWith(), PREVIEW_POLICY, { now: NOW, attested: ["enrolled"] });
  assertEquals(
    likelyCauses(prerequisites)[0],
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
  assertEquals(causesOf({}, GA_POLICY).filter((cause) => cause.includes("enrolled")), []);
});

Deno.test("likelyCause() puts the first cause into a sentence and numbers the others", () => {
  const text = likelyCause(checkPrerequisites(factsWith(), PREVIEW_POLICY, { now: NOW }));
  assertMatch(
    text,
    /^Most likely: the device is not enrolled .*\. Other causes, in order: \(2\) preview features .*; \(3\) /,
  );
});
