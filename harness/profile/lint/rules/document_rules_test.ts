// Files that are something else.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { found, lint, plist } from "../../../testing/rule_fixture.ts";

const json = (value: unknown): string => JSON.stringify(value);
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
    [
      "a list of exports below a key",
      "a.json",
      json({ value: [{ "@odata.type": "#a" }, { "@odata.type": "#b" }] }),
      "warning",
      "Graph",
    ],
    [
      "an export that hides its payload",
      "a.json",
      json({ "@odata.type": CUSTOM, payload: "" }),
      "warning",
      "Graph",
    ],
    [
      "a development container",
      "a.json",
      json({ image: "x", features: { "ghcr.io/x:1": {} } }),
      "warning",
      "something else",
    ],
    ["a list of texts", "a.json", json(["a", "b"]), "warning", "a list of 2 values"],
    ["health", "a.json", json({ healthy: true, appVersion: "1", behaviorMonitoring: {} }), "info", "health"],
    [
      "a JSON Schema with a comment",
      "a.json",
      '{ "$schema": "x", // why\n "type": "object", "properties": {}, }',
      "warning",
      "JSON Schema",
    ],
    [
      "an error of a server",
      "a.json",
      json({ message: "Not Found", documentation_url: "x" }),
      "error",
      "server",
    ],
    ["an error of a store", "a.xml", "<Error><Code>AccessDenied</Code></Error>", "error", "server"],
    ["a saved page", "a.plist", plist("<key>WebMainResource</key><dict/>"), "error", "web page"],
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
  const feature = "<dict><key>behaviourMonitoring</key><string>enabled</string></dict>";
  for (
    const [key, value] of [
      ["cloudService", "<dict/>"],
      ["antivirusEngin", "<dict/>"],
      ["behaviorMonitoring", "<dict/>"],
      ["features", feature],
    ] as const
  ) {
    const rules = await found(plist(`<key>${key}</key>${value}${text("autohide")}`));
    assertEquals(rules.filter((rule) => rule.includes("not-a-defender-configuration")), [], key);
  }
});
