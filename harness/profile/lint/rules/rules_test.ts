// Rules beyond the examples of their pages: severity by case, the exact place, and what is not found.
import { assertEquals } from "@std/assert";
import { BM, BOTH, dict, engine, found, lint, plist } from "../../../testing/rule_fixture.ts";

const LINUX = { name: "mdatp_managed.json" } as const;

for (
  const [what, json, expected] of [
    ["behavior monitoring without a level", { antivirusEngine: { behaviorMonitoring: "enabled" } }, [
      "warning bm-without-real-time-protection",
    ]],
    [
      "behavior monitoring disabled without a level",
      { antivirusEngine: { behaviorMonitoring: "disabled" } },
      [],
    ],
    ["passive mode", { antivirusEngine: { behaviorMonitoring: "enabled", enforcementLevel: "passive" } }, [
      "error bm-with-passive-mode",
    ]],
    ["behavior monitoring at the top", {
      behaviorMonitoring: "enabled",
      antivirusEngine: { enforcementLevel: "real_time" },
    }, ["error wrong-level"]],
    ["a switch of macOS", {
      antivirusEngine: { enforcementLevel: "real_time", behaviorMonitoring: "enabled" },
      features: { behaviorMonitoring: "enabled" },
    }, ["warning wrong-platform"]],
    ["Linux's own exclusions", {
      antivirusEngine: { enforcementLevel: "real_time", behaviorMonitoring: "enabled" },
      exclusionSettings: { exclusions: [{ $type: "excludedPath", isDirectory: true, path: "/" }] },
    }, ["error exclusion-covers-everything"]],
    ["null", { antivirusEngine: null }, ["error wrong-type", "info bm-not-set"]],
    ["nothing", {}, ["warning no-defender-payload"]],
    ["a list", [], ["error not-a-property-list"]],
  ] as const
) {
  Deno.test(`lintProfile() says of ${what} on Linux: ${expected.join() || "nothing"}`, async () => {
    assertEquals((await found(JSON.stringify(json, null, 2), LINUX)).toSorted(), [...expected]);
  });
}

for (
  const [what, inner, expected] of [
    [
      "a preview key directly in features",
      dict("antivirusEngine", BM) +
      dict("features", `${BM}<key>blockExecution</key><string>enabled</string>`),
      ["error wrong-level"],
    ],
    ["the preview's keys at the top", `${BOTH}<key>behaviorMonitoringConfigurations</key><dict/>`, [
      "error wrong-level",
    ]],
    [
      "a section in another",
      `${dict("antivirusEngine", BM + dict("cloudService", "<key>enabled</key><true/>"))}${
        dict("features", BM)
      }`,
      ["error wrong-level"],
    ],
    [
      "a key with British spelling",
      dict("antivirusEngine", BM.replace("behavior", "behaviour")) + dict("features", BM),
      ["warning bm-key-missing", "error misspelled-key"],
    ],
    ["a key with wrong capitals", dict("AntivirusEngine", BM) + dict("features", BM), [
      "warning bm-key-missing",
      "error misspelled-key",
    ]],
    ["a key near a known one", engine("<key>scanArchivesNow</key><true/>"), ["warning misspelled-key"]],
    ["a key near none", engine("<key>quantumMode</key><true/>"), ["warning unknown-key"]],
    [
      "an agent's free text with an apostrophe",
      `${BOTH}${dict("edr", "<key>groupIds</key><string>Ada’s Macs</string>")}`,
      [],
    ],
    [
      "quotes typed into the text",
      dict("antivirusEngine", BM.replace(">enabled", '>"enabled"')) + dict("features", BM),
      ["error invalid-value"],
    ],
    [
      "Enabled with a capital",
      dict("antivirusEngine", BM.replace(">enabled", ">Enabled")) + dict("features", BM),
      ["error bm-keys-disagree", "error invalid-value"],
    ],
    ["a number out of range", engine("<key>scanResultsRetentionDays</key><integer>365</integer>"), [
      "warning invalid-value",
    ]],
    ["real-time protection off by the old switch", engine("<key>enableRealTimeProtection</key><false/>"), [
      "error bm-without-real-time-protection",
    ]],
  ] as const
) {
  Deno.test(`lintProfile() says of ${what}: ${expected.join() || "nothing"}`, async () => {
    const rules = (await found(plist(inner))).toSorted((a, b) =>
      (a.split(" ")[1] ?? "") < (b.split(" ")[1] ?? "") ? -1 : 1
    );
    assertEquals(
      rules.filter((rule) => !rule.includes("bm-keys-disagree") || expected.some((one) => one === rule)),
      [...expected],
    );
  });
}

Deno.test("lintProfile() reads the settings that Jamf wraps, and those of the domain .ext", async () => {
  const wrapped = dict(
    "PayloadContent",
    dict(
      "com.microsoft.wdav",
      `<key>Forced</key><array><dict>${
        dict(
          "mcx_preference_settings",
          dict("antivirusEngine", BM.replace("<string>enabled</string>", "<true/>")),
        )
      }</dict></array>`,
    ),
  );
  const keys = (type: string, id: string) =>
    `<key>PayloadType</key><string>${type}</string><key>PayloadIdentifier</key><string>${id}</string><key>PayloadUUID</key><string>${
      id === "a" ? "1" : id === "b" ? "2" : "3"
    }F6A1D0C-52C8-5E0B-9A53-0C7C1A1A7B01</string><key>PayloadVersion</key><integer>1</integer>`;
  const profile = (payloads: string) =>
    plist(
      `${
        keys("Configuration", "a")
      }<key>PayloadScope</key><string>System</string><key>PayloadContent</key><array>${payloads}</array>`,
    );
  const errors = async (text: string) =>
    (await found(text, { name: "a.mobileconfig" })).filter((rule) => rule.startsWith("error"));
  assertEquals(
    await errors(profile(`<dict>${keys("com.apple.ManagedClient.preferences", "b")}${wrapped}</dict>`)),
    ["error boolean-not-string"],
  );
  const ext = `<dict>${keys("com.microsoft.wdav.ext", "c")}${
    dict("features", BM.replace("<string>enabled</string>", "<true/>"))
  }</dict>`;
  assertEquals(await errors(profile(`<dict>${keys("com.microsoft.wdav", "b")}${BOTH}</dict>${ext}`)), [
    "error boolean-not-string",
  ]);
});

for (
  const [what, tool, name, expected] of [
    ["Jamf's form for Intune", "intune", "a.mobileconfig", ["error wrong-kind"]],
    ["Jamf's form under a name of Intune", undefined, "a.mobileconfig", ["error wrong-kind"]],
    ["Jamf's form as text", "jamf", "a.txt", ["warning wrong-file-name"]],
    ["Jamf's form for Linux", "linux", "mdatp_managed.json", [
      "error wrong-kind",
      "warning bm-without-real-time-protection",
      "warning wrong-platform",
    ]],
    ["Jamf's form from standard input", "jamf", "<stdin>", []],
    ["Jamf's form under a Windows path", "jamf", "C:\\profiles\\a.plist", []],
  ] as const
) {
  Deno.test(`checkKind() and checkFileName() say of ${what}: ${expected.join() || "nothing"}`, async () => {
    assertEquals((await found(plist(BOTH), { name, ...(tool === undefined ? {} : { tool }) })).toSorted(), [
      ...expected,
    ]);
  });
}

Deno.test("lintProfile() points at the key for a wrong key, and at the value for a wrong value", async () => {
  const text = plist(
    "<key>antivirusEngine</key>\n<dict>\n  <key>behaviorMonitorin</key>\n  <true/>\n  <key>scanArchives</key>\n  <string>yes</string>\n</dict>",
  );
  const { report } = await lint(text);
  const places = report.findings.map((
    { rule, line, column, endLine, endColumn },
  ) => [rule, line, column, endLine, endColumn]);
  assertEquals(places, [["misspelled-key", 5, 3, 5, 31], ["wrong-type", 8, 3, 8, 23]]);
});
