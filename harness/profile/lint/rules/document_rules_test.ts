// Files that are something else, and profiles inside an export.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { BOTH, found, lint, plist } from "../../../testing/rule_fixture.ts";

const json = (value: unknown): string => JSON.stringify(value);
const base64 = (text: string): string => new TextEncoder().encode(text).toBase64();
const text = (key: string): string => `<key>${key}</key><string>x</string>`;
const CUSTOM = "#microsoft.graph.macOSCustomConfiguration";

for (
  const [what, name, content, severity, words] of [
    ["settings of AutoUpdate", "a.plist", plist(text("ChannelName")), "info", "Microsoft AutoUpdate"],
    ["another domain", "a.plist", plist(text("autohide")), "warning", "something else"],
    ["a manifest", "a.plist", plist(text("pfm_domain")), "warning", "ProfileManifests"],
    ["onboarding", "a.plist", plist(text("OnboardingInfo")), "info", "onboarding"],
    ["settings of the downloader", "a.json", json({ downloadFolder: "/tmp" }), "info", "downloader"],
    [
      "a JSON Schema",
      "a.json",
      json({ $schema: "x", properties: {}, type: "object" }),
      "warning",
      "JSON Schema",
    ],
    [
      "a settings catalogue",
      "a.json",
      json({ settings: [{ settingInstance: { settingDefinitionId: "com.apple.x" } }] }),
      "warning",
      "settings catalogue",
    ],
    [
      "a list of exports",
      "a.json",
      json([{ "@odata.type": "#a" }, { "@odata.type": "#b" }]),
      "warning",
      "Graph",
    ],
    [
      "an export without a payload",
      "a.json",
      json({ "@odata.type": CUSTOM, payload: "%" }),
      "warning",
      "Graph",
    ],
    ["a policy for Windows", "a.xml", "<Groups><Group/></Groups>", "info", "Windows"],
    ["other XML", "a.xml", "<project><name>x</name></project>", "warning", "<project>"],
    ["a web page", "a.mobileconfig", "\n<!DOCTYPE html>\n<html><meta><body></html>", "error", "web page"],
  ] as const
) {
  Deno.test(`lintProfile() says of ${what} what it is, and judges nothing in it`, async () => {
    const { report } = await lint(content, { name });
    assertEquals(report.findings.map(({ rule, severity }) => `${severity} ${rule}`), [
      `${severity} not-a-defender-configuration`,
    ]);
    assertStringIncludes(report.findings[0]?.what ?? "", words);
  });
}

Deno.test("lintProfile() takes for the agent's what has one of its sections or keys, or one with a slip", async () => {
  for (const key of ["cloudService", "antivirusEngin", "behaviorMonitoring"]) {
    const rules = await found(plist(`<key>${key}</key><dict/>${text("autohide")}`));
    assertEquals(rules.filter((rule) => rule.includes("not-a-defender-configuration")), [], key);
  }
});

for (
  const [what, value] of [
    ["a custom configuration", {
      "@odata.type": CUSTOM,
      payload: base64(plist(BOTH)),
      payloadFileName: "a.plist",
    }],
    ["an answer with one policy", { value: [{ payload: base64(plist(BOTH)), payloadFileName: "a.plist" }] }],
    ["a preference file", { configurationXml: base64(BOTH), fileName: "a.plist" }],
  ] as const
) {
  Deno.test(`lintProfile() opens ${what} and judges the profile inside`, async () => {
    assertEquals(await found(json(value), { name: "policy.json" }), ["info graph-export"]);
    const wrong = json(value).replace(
      base64(plist(BOTH)),
      base64(plist(BOTH.replace("<string>enabled</string>", "<true/>"))),
    )
      .replace(base64(BOTH), base64(BOTH.replace("<string>enabled</string>", "<true/>")));
    const { report } = await lint(wrong, { name: "policy.json" });
    const error = report.findings.find(({ severity }) => severity === "error");
    assertEquals([error?.rule, error?.fixable], ["boolean-not-string", false]);
  });
}
