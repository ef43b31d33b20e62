// Mends: exactly what is certain, and nothing else.
import { assertEquals } from "@std/assert";
import { mendProfile } from "./mend_profile.ts";
import { BM, BOTH, dict, engine, lint, plist } from "../../testing/rule_fixture.ts";

for (
  const [what, broken, mended, name] of [
    ["a boolean", plist(BOTH.replace("<string>enabled</string>", "<true/>")), plist(BOTH), "wdav.plist"],
    ["quotes around a value", plist(BOTH.replace(">enabled<", ">“enabled”<")), plist(BOTH), "wdav.plist"],
    ["a misspelt key", plist(BOTH.replace("antivirusEngine", "antivirusEngin")), plist(BOTH), "wdav.plist"],
    [
      "a text where a boolean belongs",
      plist(BOTH + dict("cloudService", "<key>enabled</key><string>true</string>")),
      plist(BOTH + dict("cloudService", "<key>enabled</key><true/>")),
      "wdav.plist",
    ],
    [
      "a number in a text",
      plist(engine("<key>scanResultsRetentionDays</key><string>30</string>")),
      plist(engine("<key>scanResultsRetentionDays</key><integer>30</integer>")),
      "wdav.plist",
    ],
    [
      "a boolean in JSON",
      '{"antivirusEngine": {"enforcementLevel": "REAL_TIME", "behaviorMonitoring": true}}',
      '{"antivirusEngine": {"enforcementLevel": "real_time", "behaviorMonitoring": "enabled"}}',
      "mdatp_managed.json",
    ],
  ] as const
) {
  Deno.test(`mendProfile() mends ${what} and nothing else`, async () => {
    const { text, after } = await mendProfile(await lint(broken, { name }));
    assertEquals([text, after.report.findings], [mended, []]);
  });
}

for (
  const [name, text] of [
    ["wdav.plist", plist("  <key>behaviorMonitoring</key>\n  <string>enabled</string>")],
    [
      "wdav.plist",
      plist("<key>behaviorMonitoring</key><true/>").replace("<true/>", "<string>enabled</string>"),
    ],
    ["wdav.plist", plist(dict("antivirusEngine", BM))],
    ["wdav.plist", plist(dict("features", BM))],
    [
      "mdatp_managed.json",
      '{ "behaviorMonitoring": "enabled", "antivirusEngine": { "enforcementLevel": "real_time" } }',
    ],
    [
      "mdatp_managed.json",
      '{\n  "antivirusEngine": {\n    "enforcementLevel": "real_time"\n  },\n  "behaviorMonitoring": "enabled"\n}',
    ],
  ] as const
) {
  Deno.test(`mendProfile() puts behavior monitoring where it belongs: ${text.replace(/\s+/g, " ")}`, async () => {
    const { after } = await mendProfile(await lint(text, { name }));
    assertEquals(after.report.findings, []);
  });
}

Deno.test("mendProfile() leaves alone what it cannot be certain of", async () => {
  for (
    const inner of [
      BOTH.replace("<string>enabled</string>", "<integer>1</integer>"),
      dict("antivirusEngine", BM) + dict("features", BM.replace("enabled", "disabled")),
      engine("<key>passiveMode</key><true/>"),
      engine("<key>scanArchives</key><true/><key>scanArchives</key><false/>"),
      engine("<key>scanArchivesNow</key><true/>"),
    ]
  ) {
    assertEquals((await mendProfile(await lint(plist(inner)))).text, null);
  }
});
