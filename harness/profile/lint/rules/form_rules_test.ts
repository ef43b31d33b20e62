// Forms that macOS and management tools have of their own: managed preferences as stored, one payload alone, exports.
import { assert, assertEquals } from "@std/assert";
import { BOTH, dict, found, lint, plist } from "../../../testing/rule_fixture.ts";

const text = (key: string, value: string): string => `<key>${key}</key><string>${value}</string>`;
const UUID = "2F6A1D0C-52C8-5E0B-9A53-0C7C1A1A7B0";
const keys = (type: string, id: string): string =>
  text("PayloadType", type) + text("PayloadIdentifier", `com.example.${id}`) +
  text("PayloadUUID", UUID + id) +
  "<key>PayloadVersion</key><integer>1</integer>";
const profile = (payloads: string): string =>
  plist(
    keys("Configuration", "1") + text("PayloadDisplayName", "x") + text("PayloadScope", "System") +
      `<key>PayloadContent</key><array>${payloads}</array>`,
  );
const mcx = dict(
  "PayloadContent",
  dict(
    "com.microsoft.wdav",
    `<key>Forced</key><array><dict>${dict("mcx_preference_settings", BOTH)}</dict></array>`,
  ),
);
const severe = (rules: readonly string[]): readonly string[] =>
  rules.filter((rule) => !rule.startsWith("info"));

for (
  const [what, extra] of [
    ["a UUID", text("PayloadUUID", "x")],
    ["the mark of a manual profile", "<key>_manualProfile</key><true/>"],
    [
      "all that names the profile",
      text("PayloadUUID", "x") + text("PayloadIdentifier", "y") + text("PayloadOrganization", "z"),
    ],
  ] as const
) {
  Deno.test(`lintProfile() takes settings with ${what} beside them for managed preferences as macOS stores them`, async () => {
    const { report } = await lint(plist(extra + BOTH));
    assertEquals([report.form, report.findings], ["preferences", []]);
  });
}

Deno.test("lintProfile() says of an encrypted profile that nothing in it was judged, and misses nothing in it", async () => {
  const encrypted = profile("").replace(
    /<key>PayloadContent<\/key><array><\/array>/,
    "<key>EncryptedPayloadContent</key><data>AAAA</data>",
  );
  const { report } = await lint(encrypted, { name: "a.mobileconfig" });
  assertEquals(report.findings.filter(({ severity }) => severity !== "info").map(({ what }) => what), [
    "The payloads are encrypted: nothing in them was judged",
  ]);
});

Deno.test("lintProfile() lets a profile about something else be for the user, and one for the agent not", async () => {
  const forUser = (type: string) =>
    profile(`<dict>${keys(type, "2")}${BOTH}</dict>`).replace(
      "<string>System</string>",
      "<string>User</string>",
    );
  assertEquals(severe(await found(forUser("com.apple.dock"), { name: "a.mobileconfig" })), []);
  assertEquals(severe(await found(forUser("com.microsoft.wdav"), { name: "a.mobileconfig" })), [
    "error user-scope",
  ]);
});

Deno.test("lintProfile() takes one payload alone for the form of Workspace ONE, with or without <plist>", async () => {
  const bare = `<dict>${keys("com.microsoft.wdav", "2")}${BOTH}</dict>`;
  for (const content of [bare, `<plist version="1.0">${bare}</plist>`]) {
    const { report } = await lint(content, { name: "custom.xml", tool: "workspace-one" });
    assertEquals([report.form, severe(await found(content, { name: "custom.xml" }))], ["payload", []]);
    assertEquals(report.findings.filter(({ severity }) => severity !== "info"), []);
  }
  const wrong = bare.replace("<string>enabled</string>", "<true/>");
  assertEquals(severe(await found(wrong, { name: "custom.xml" })), ["error boolean-not-string"]);
  assertEquals(severe(await found(bare, { name: "a.xml", tool: "intune" })), [
    "error not-a-property-list",
    "error wrong-kind",
  ]);
  assertEquals(
    severe(
      await found(profile(`<dict>${keys("com.microsoft.wdav", "2")}${BOTH}</dict>`), {
        name: "a.xml",
        tool: "workspace-one",
      }),
    ),
    ["error wrong-kind"],
  );
});

Deno.test("lintProfile() lets a profile that Jamf exported pass for Jamf, and not the form of Intune", async () => {
  const exported = profile(`<dict>${keys("com.apple.ManagedClient.preferences", "2")}${mcx}</dict>`);
  const bare = profile(`<dict>${keys("com.microsoft.wdav", "2")}${BOTH}</dict>`);
  for (const name of ["a.mobileconfig", "a.plist"]) {
    assertEquals(
      severe(await found(exported, { name, tool: "jamf" })).filter((rule) => rule.includes("kind")),
      [],
    );
  }
  assertEquals(severe(await found(bare, { name: "a.mobileconfig", tool: "jamf" })), ["error wrong-kind"]);
});

Deno.test("lintProfile() warns of a payload without version, and of one UUID or identifier for two things", async () => {
  const payload = keys("com.microsoft.wdav", "2") + BOTH;
  const cases = [
    [payload.replace("<key>PayloadVersion</key><integer>1</integer>", ""), "warning missing-payload-key"],
    [payload.replace(UUID + "2", UUID + "1"), "warning duplicate-uuid"],
    [payload.replace("com.example.2", "com.example.1"), "warning duplicate-identifier"],
  ] as const;
  for (const [changed, expected] of cases) {
    assertEquals(severe(await found(profile(`<dict>${changed}</dict>`), { name: "a.mobileconfig" })), [
      expected,
    ]);
  }
  const whole = profile(`<dict>${payload}</dict>`).replace(
    "<key>PayloadVersion</key><integer>1</integer>",
    "",
  );
  assertEquals(severe(await found(whole, { name: "a.mobileconfig" })), ["error missing-payload-key"]);
});

Deno.test("lintProfile() says of the identifier that the vendor's samples share that the second replaces the first", async () => {
  const own = profile(`<dict>${keys("com.microsoft.wdav", "2")}${BOTH}</dict>`);
  const { report } = await lint(own.replace("com.example.1", "com.microsoft.wdav"), {
    name: "a.mobileconfig",
  });
  const finding = report.findings.find(({ rule }) => rule === "vendor-sample-uuid");
  assertEquals([finding?.severity, finding?.path], ["warning", "PayloadIdentifier"]);
  assert(finding?.why.includes("replaces the first"));
});

Deno.test("lintProfile() warns that a profile without a payload installs nothing", async () => {
  const { report } = await lint(profile(""), { name: "a.mobileconfig" });
  const finding = report.findings.find(({ rule }) => rule === "no-defender-payload");
  assertEquals(finding?.severity, "warning");
  assert(finding?.what.includes("installs nothing"));
});
