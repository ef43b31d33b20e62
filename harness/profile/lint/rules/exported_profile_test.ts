// Profiles inside something else: each form that a tool or a page gives is opened, and what is inside is judged.
import { assertEquals } from "@std/assert";
import { BOTH, found, lint, plist } from "../../../testing/rule_fixture.ts";

const json = (value: unknown): string => JSON.stringify(value);
const base64 = (text: string): string => new TextEncoder().encode(text).toBase64();
const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const GRAPH = (profile: string) => ({
  "@odata.type": "#microsoft.graph.macOSCustomConfiguration",
  payload: base64(profile),
  payloadFileName: "a.plist",
});
const OTHER = GRAPH(plist("<key>autohide</key><true/>"));
const jamf = (payloads: string) =>
  `<?xml version="1.0"?><os_x_configuration_profile><general><payloads>${payloads}</payloads></general></os_x_configuration_profile>`;

const EXPORTS: Readonly<Record<string, (settings: string) => string>> = {
  "a custom configuration": (settings) => json(GRAPH(plist(settings))),
  "an answer with one policy": (settings) => json({ value: [GRAPH(plist(settings))] }),
  "an export below a key": (settings) => json({ policy: GRAPH(plist(settings)), assignments: [] }),
  "the one export of a list that is for the agent": (settings) =>
    json([OTHER, GRAPH(`<!-- com.microsoft.wdav -->${plist(settings)}`)]),
  "a preference file": (settings) => json({ configurationXml: base64(settings), fileName: "wdav.xml" }),
  "an answer of Jamf Pro in XML": (settings) => jamf(escape(plist(settings))),
  "an answer of Jamf Pro in JSON": (settings) =>
    json({ os_x_configuration_profile: { general: { id: 1, payloads: plist(settings) } } }),
  "an answer of Kandji": (settings) => json({ id: "x", profile: plist(settings), mdm_identifier: "y" }),
  "base64 alone": (settings) => base64(plist(settings)).replace(/.{60}/g, "$&\n"),
  "the source of a page": (settings) => escape(plist(settings)),
};

for (const [what, write] of Object.entries(EXPORTS)) {
  Deno.test(`lintProfile() opens ${what}, judges the profile inside, and mends nothing`, async () => {
    assertEquals(await found(write(BOTH), { name: "policy.json" }), ["info graph-export"]);
    const wrong = write(BOTH.replace("<string>enabled</string>", "<true/>"));
    const { report } = await lint(wrong, { name: "policy.json" });
    const error = report.findings.find(({ severity }) => severity === "error");
    assertEquals([error?.rule, error?.fixable], ["boolean-not-string", false]);
  });
}

Deno.test("lintProfile() says of a policy for the user channel that the agent does not see it", async () => {
  const payload =
    `<key>PayloadContent</key><array><dict><key>PayloadType</key><string>com.microsoft.wdav</string>${BOTH}</dict></array>` +
    "<key>PayloadScope</key><string>System</string>";
  for (const [deploymentChannel, expected] of [["userChannel", 1], ["deviceChannel", 0]] as const) {
    const rules = await found(json({ ...GRAPH(plist(payload)), deploymentChannel }), { name: "policy.json" });
    assertEquals(rules.filter((rule) => rule === "error user-scope").length, expected);
  }
});

Deno.test("lintProfile() judges none of several profiles for the agent in one export, and says what it is", async () => {
  const twice = json({ value: [GRAPH(plist(BOTH)), GRAPH(plist(BOTH))] });
  assertEquals(await found(twice, { name: "policy.json" }), ["warning not-a-defender-configuration"]);
});
