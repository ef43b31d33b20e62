import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Health } from "../model/health.ts";
import { contextWith, factsWith, NOW, unreadable } from "../testing/facts_fixture.ts";
import { checkPrerequisites } from "./check_prerequisites.ts";
import { enrolled, previewFeatures } from "./checks/attested.ts";
import { releaseRing } from "./checks/release_ring.ts";
import { choosePolicy, policyAtStart } from "./choose_policy.ts";
import { GA_POLICY, PREVIEW_POLICY } from "./policies.ts";

const BELOW_GA = "101.25032.0005";
const GA = "101.25032.0006";

function chosen(healthChanges: Partial<Health>) {
  const { policy, record } = choosePolicy("auto", factsWith({ healthChanges }));
  assertEquals([record.id, record.date, record.chosenBy], [policy.id, policy.date, "facts"]);
  return { id: policy.id, why: record.why ?? "" };
}

for (const ring of ["Production", "External", "InsiderSlow", "Dogfood", "production", null]) {
  Deno.test(`choosePolicy() holds ring ${ring} to ga from its build on, and to preview below`, () => {
    assertEquals(chosen({ releaseRing: ring, appVersion: GA }).id, "ga");
    assertEquals(chosen({ releaseRing: ring, appVersion: BELOW_GA }).id, "preview");
  });
}

for (const ring of ["InsiderFast", "insiderfast"]) {
  Deno.test(`choosePolicy() holds the Beta ring "${ring}" to preview, whatever the version`, () => {
    for (const appVersion of [BELOW_GA, GA, null]) {
      const { id, why } = chosen({ releaseRing: ring, appVersion });
      assertEquals([id, why], ["preview", `"release_ring" is "${ring}" (Beta)`]);
    }
  });
}

Deno.test("choosePolicy() names version and ring as the reason", () => {
  const newer = chosen({ releaseRing: "Production", appVersion: "101.26072.0017" }).why;
  assertStringIncludes(newer, '"app_version" is 101.26072.0017, 101.25032.0006 or newer');
  assertStringIncludes(newer, '"release_ring" is "Production" (Current)');
  assertStringIncludes(chosen({ releaseRing: null, appVersion: BELOW_GA }).why, "older than 101.25032.0006");
});

Deno.test("choosePolicy() takes general availability where the agent says nothing, and says so", () => {
  const { policy, record } = choosePolicy("auto", factsWith({ health: unreadable() }));
  assertEquals([policy.id, record.why], ["ga", "Ring and version could not be read (agent/timed-out)"]);
  for (const appVersion of [null, "[REDACTED]"]) {
    const found = chosen({ releaseRing: "Production", appVersion });
    assertEquals(found.id, "ga");
    assertStringIncludes(found.why, appVersion === null ? "could not be read" : "not understood");
  }
});

Deno.test("choosePolicy() knows that the preview was for macOS only", () => {
  const facts = factsWith({ platform: "linux", healthChanges: { releaseRing: "InsiderFast" } });
  assertEquals(choosePolicy("auto", facts).record.why, "The preview was for macOS only");
  assertEquals(choosePolicy("auto", facts).policy, GA_POLICY);
});

Deno.test("choosePolicy() keeps to the policy that was asked for", () => {
  for (const policy of [PREVIEW_POLICY, GA_POLICY]) {
    const { record, ...rest } = choosePolicy(policy.id, factsWith({ health: unreadable() }));
    assertEquals(rest.policy, policy);
    assertEquals(record, policyAtStart(policy.id));
    assertEquals([record.chosenBy, record.why], ["option", `Asked for with --policy ${policy.id}`]);
  }
});

Deno.test("policyAtStart() chooses nothing before the agent has answered", () => {
  assertEquals(policyAtStart("auto").id, "auto");
});

Deno.test("no remedy changes ring, channel or portal of a device that another policy finds right", () => {
  for (const platform of ["darwin", "linux"] as const) {
    for (const ring of ["Production", "External", "Dogfood", "InsiderFast"]) {
      const facts = factsWith({ platform, healthChanges: { releaseRing: ring, appVersion: GA } });
      const all = checkPrerequisites(facts, PREVIEW_POLICY, { now: NOW });
      const remedies = all.flatMap(({ remedy }) => remedy ?? []).join("\n");
      assertEquals(
        /defaults write|ChannelName|insiders|switch on/i.test(remedies),
        false,
        remedies,
      );
      assertStringIncludes(remedies, "--policy ga");
    }
  }
});

Deno.test("below general availability an update mends the ring, not another channel", () => {
  const healthChanges = { releaseRing: "Production", appVersion: BELOW_GA };
  const { remedy, detail } = releaseRing(contextWith({ healthChanges }));
  assertStringIncludes(remedy ?? "", "msupdate");
  assertStringIncludes(detail, 'the policy "ga" for any ring from 101.25032.0006 on');
  for (const check of [enrolled, previewFeatures]) {
    assertStringIncludes(check(contextWith({ healthChanges })).remedy ?? "", "--attest");
  }
});
