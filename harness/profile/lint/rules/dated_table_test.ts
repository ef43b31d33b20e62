// What the dated table does not know is a warning with the date, and nothing is mended without proof.
import { assert, assertEquals } from "@std/assert";
import { KEY_TABLE_DATE } from "../../keys/known_key.ts";
import { BOTH, dict, found, lint, plist } from "../../../testing/rule_fixture.ts";
import { mendProfile } from "../mend_profile.ts";

const LINUX = { name: "mdatp_managed.json" } as const;
const managed = (sections: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    antivirusEngine: { enforcementLevel: "real_time", behaviorMonitoring: "enabled" },
    ...sections,
  });

for (
  const [what, content, rule] of [
    ["a key", managed({ cloudService: { quantumMode: true } }), "unknown-key"],
    ["a section", managed({ quantumMode: { enabled: true } }), "unknown-key"],
    ["a value", managed({ features: { moduleLoad: "sometimes" } }), "invalid-value"],
    ["a number out of range", managed({ cloudService: { definitionUpdateDue: 31 } }), "invalid-value"],
    ["a place of a known key", managed({ features: { scanArchives: true } }), "wrong-level"],
    ["a key near one of another section", managed({ features: { scanArchive: true } }), "misspelled-key"],
    [
      "a setting of the other system",
      managed({ userInterface: { hideStatusMenuIcon: true } }),
      "wrong-platform",
    ],
  ] as const
) {
  Deno.test("lintProfile() warns of a type that pages of the vendor show besides, and mends nothing of it", async () => {
    const interval = (value: string) =>
      plist(BOTH + dict("scheduledScan", dict("dailyConfiguration", `<key>interval</key>${value}`)));
    const { report } = await lint(interval("<string>0</string>"));
    assertEquals(report.findings.map(({ severity, rule, fixable }) => [severity, rule, fixable]), [
      ["warning", "wrong-type", false],
    ]);
    assertEquals(await found(interval("<integer>0</integer>")), []);
    assertEquals(await found(interval("<true/>")), ["error wrong-type"]);
  });

  Deno.test(`lintProfile() warns of ${what} that the table does not know, with its date, and mends nothing`, async () => {
    const linted = await lint(content, LINUX);
    const findings = linted.report.findings.filter((finding) => finding.rule === rule);
    assert(findings.length > 0);
    for (const { severity, what, fixable } of findings) {
      assertEquals([severity, fixable, what.includes(KEY_TABLE_DATE)], ["warning", false, true]);
    }
    assertEquals((await mendProfile(linted)).text, null);
  });
}

Deno.test("lintProfile() knows the keys and values that Linux has since 2024", async () => {
  const content = managed({
    scheduledScan: { runScanWhenIdle: true, weeklyConfiguration: { dayOfWeek: 7, scanType: "full" } },
    features: { supplementarySensorConfigurations: { sendLowfiEvents: "disabled" } },
  });
  assertEquals(await found(content, LINUX), []);
  const audit = JSON.stringify({
    antivirusEngine: { enforcementLevel: "audit", behaviorMonitoring: "enabled" },
  });
  assertEquals(await found(audit, LINUX), ["warning bm-without-real-time-protection"]);
});

Deno.test("lintProfile() knows keys of earlier years as such, and does not judge what stands below them", async () => {
  const legacy = [
    ["deviceControl", "removableMediaPolicy", "<dict><key>anything</key><true/></dict>"],
    ["deviceControl", "navigationTarget", "<string>x</string>"],
    ["edr", "earlyPreview", "<true/>"],
    ["features", "systemExtensions", "<string>enabled</string>"],
  ] as const;
  for (const [section, key, value] of legacy) {
    const rules = await found(plist(`<key>${section}</key><dict><key>${key}</key>${value}</dict>`));
    assertEquals(rules.filter((rule) => !rule.includes("bm-not-set")), ["info legacy-key"], key);
  }
});
