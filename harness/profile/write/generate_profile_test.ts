// What is generated and explained, to the letter where it matters.
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { deriveUuid } from "./derive_uuid.ts";
import { fileNameFor, generateProfile, type ProfileRequest } from "./generate_profile.ts";
import { lintProfile } from "../lint/lint_profile.ts";
import { toPlainValue } from "../words/profile_node.ts";
import { readProfile } from "../read/read_profile.ts";
import { renderGuide } from "./render_guide.ts";
import { TOOLS } from "../words/tool.ts";

const REQUEST: ProfileRequest = {
  tool: "jamf",
  behaviorMonitoring: "enabled",
  previewKeys: false,
  realTimeProtection: null,
  cloudProtection: null,
  tamperProtection: null,
  organization: "Example",
  identifier: "com.example.bm",
};
const encode = (text: string) => new TextEncoder().encode(text);

async function plainOf(name: string, text: string): Promise<unknown> {
  const { root } = await readProfile({ name, bytes: encode(text) });
  assert(root !== null);
  return toPlainValue(root);
}

Deno.test("generateProfile() makes the bare domain for Jamf", async () => {
  const { fileName, text } = await generateProfile(REQUEST);
  assertEquals(fileName, "com.microsoft.wdav.plist");
  assertEquals(
    text,
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>antivirusEngine</key>
    <dict>
        <key>behaviorMonitoring</key>
        <string>enabled</string>
    </dict>
    <key>features</key>
    <dict>
        <key>behaviorMonitoring</key>
        <string>enabled</string>
    </dict>
</dict>
</plist>
`,
  );
});

Deno.test("generateProfile() makes a full profile for the device for Intune, with UUIDs of its own", async () => {
  const { fileName, text } = await generateProfile({ ...REQUEST, tool: "intune", previewKeys: true });
  const profile = await plainOf(fileName, text) as Record<string, unknown>;
  const [payload] = profile["PayloadContent"] as Record<string, unknown>[];
  assertEquals(profile["PayloadScope"], "System");
  assertEquals(payload?.["PayloadType"], "com.microsoft.wdav");
  assertEquals(profile["PayloadUUID"], await deriveUuid("com.example.bm"));
  assert(profile["PayloadUUID"] !== payload?.["PayloadUUID"]);
  assertEquals(payload?.["features"], {
    behaviorMonitoring: "enabled",
    behaviorMonitoringConfigurations: {
      blockExecution: "enabled",
      notifyForks: "enabled",
      forwardRtpToBm: "enabled",
      avoidOpenCache: "enabled",
    },
  });
});

Deno.test("generateProfile() makes JSON for Linux, with the level without which behavior monitoring does nothing", async () => {
  const { fileName, text } = await generateProfile({ ...REQUEST, tool: "linux", cloudProtection: "on" });
  assertEquals(fileName, "mdatp_managed.json");
  assertEquals(JSON.parse(text), {
    antivirusEngine: { enforcementLevel: "real_time", behaviorMonitoring: "enabled" },
    cloudService: { enabled: true },
  });
});

Deno.test("generateProfile() gives another identifier other UUIDs", async () => {
  const one = await generateProfile({ ...REQUEST, tool: "intune" });
  const two = await generateProfile({ ...REQUEST, tool: "intune", identifier: "com.example.bm2" });
  const uuids = (text: string) => text.match(/[0-9A-F]{8}-[0-9A-F-]{27}/g) ?? [];
  assertEquals(new Set([...uuids(one.text), ...uuids(two.text)]).size, 4);
});

Deno.test("deriveUuid() makes the version 5 UUID that other implementations make", async () => {
  assertEquals(await deriveUuid("com.example.bm"), "5F9EC7D8-5D00-59E9-83CE-5EE5B95F00AF");
});

for (
  const [what, change, code] of [
    ["real-time protection off", { realTimeProtection: "off" }, "profile/contradiction"],
    ["cloud-delivered protection off", { cloudProtection: "off" }, "profile/contradiction"],
    ["the preview's keys on Linux", { tool: "linux", previewKeys: true }, "usage/invalid"],
    ["tamper protection on Linux", { tool: "linux", tamperProtection: "block" }, "usage/invalid"],
  ] as const
) {
  Deno.test(`generateProfile() refuses behavior monitoring with ${what}`, async () => {
    const error = await assertRejects(() => generateProfile({ ...REQUEST, ...change }), HarnessError);
    assertEquals(error.code, code);
  });
}

Deno.test("fileNameFor() gives each tool a name that the linter takes", async () => {
  for (const tool of TOOLS) {
    const { fileName, text } = await generateProfile({ ...REQUEST, tool });
    assertEquals(fileName, fileNameFor(tool));
    assertEquals((await lintProfile({ name: fileName, bytes: encode(text) }, { tool })).report.findings, []);
  }
});

Deno.test("renderGuide() fills in the file name and says what to check, for every tool", () => {
  for (const tool of TOOLS) {
    const guide = renderGuide({ tool, fileName: "my.file", behaviorMonitoring: "enabled" });
    assertStringIncludes(guide, "`my.file`");
    assertStringIncludes(guide, "mdatp health --field behavior_monitoring");
  }
  assertEquals(
    renderGuide({ tool: "linux", fileName: "f", behaviorMonitoring: "enabled" }).includes(
      "com.microsoft.wdav",
    ),
    false,
  );
  assertStringIncludes(
    renderGuide({ tool: "intune", fileName: "f", behaviorMonitoring: "enabled" }),
    "Device channel",
  );
  assertStringIncludes(
    renderGuide({ tool: "jamf", fileName: "f", behaviorMonitoring: "enabled" }),
    "`com.microsoft.wdav`",
  );
});
