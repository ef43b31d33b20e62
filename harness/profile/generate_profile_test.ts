// What is generated, merged and explained, to the letter where it matters.
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { HarnessError } from "../model/harness_error.ts";
import { deriveUuid } from "./derive_uuid.ts";
import { fileNameFor, generateProfile, type ProfileRequest } from "./generate_profile.ts";
import { lintProfile } from "./lint_profile.ts";
import { TOOLS } from "./lint_context.ts";
import { mergeProfile } from "./merge_profile.ts";
import { toPlainValue } from "./profile_node.ts";
import { readProfile } from "./read_profile.ts";
import { renderGuide } from "./render_guide.ts";

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

const EXISTING = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
\t<!-- kept -->
\t<key>antivirusEngine</key>
\t<dict>
\t\t<key>scanArchives</key><false/>
\t</dict>
\t<key>userInterface</key><dict><key>hideStatusMenuIcon</key><true/></dict>
</dict>
</plist>
`;

Deno.test("mergeProfile() adds the keys and leaves every other byte as it is", async () => {
  const { text, fileName } = await mergeProfile({ name: "/x/wdav.plist", bytes: encode(EXISTING) }, REQUEST);
  assertEquals(fileName, "wdav.plist");
  assertEquals(
    text,
    EXISTING.replace(
      "<false/>\n\t</dict>",
      "<false/>\n\t\t<key>behaviorMonitoring</key>\n\t\t<string>enabled</string>\n\t</dict>",
    )
      .replace("</dict></dict>\n", "</dict></dict>\n").replace(
        "<true/></dict>\n</dict>",
        "<true/></dict>\n\t<key>features</key>\n\t<dict>\n\t\t<key>behaviorMonitoring</key>\n\t\t<string>enabled</string>\n\t</dict>\n</dict>",
      ),
  );
});

Deno.test("mergeProfile() changes a value that is there, and merging again changes nothing", async () => {
  const off = await mergeProfile({ name: "a.plist", bytes: encode(EXISTING) }, {
    ...REQUEST,
    behaviorMonitoring: "disabled",
  });
  const on = await mergeProfile({ name: "a.plist", bytes: encode(off.text) }, REQUEST);
  assertEquals(on.text, off.text.replaceAll("<string>disabled</string>", "<string>enabled</string>"));
  assertEquals((await mergeProfile({ name: "a.plist", bytes: encode(on.text) }, REQUEST)).text, on.text);
});

Deno.test("mergeProfile() merges into JSON, an empty section and one line as well", async () => {
  const request = { ...REQUEST, tool: "linux" } as const;
  for (
    const json of [
      "{}",
      "{ }",
      '{"antivirusEngine":{}}',
      '{\n  "edr": {"groupIds": "x"},\n  "antivirusEngine": {\n    "scanArchives": true\n  }\n}\n',
    ]
  ) {
    const { text } = await mergeProfile({ name: "mdatp_managed.json", bytes: encode(json) }, request);
    const merged = JSON.parse(text);
    assertEquals(merged.antivirusEngine.behaviorMonitoring, "enabled");
    assertEquals(merged.edr, JSON.parse(json).edr);
  }
});

Deno.test("mergeProfile() gives back a binary property list as XML", async () => {
  const { buildBinary } = await import("plist");
  const bytes = new Uint8Array(buildBinary({ cloudService: { enabled: true }, edr: { groupIds: "x" } }));
  const { text } = await mergeProfile({ name: "a.plist", bytes }, REQUEST);
  assertEquals(await plainOf("a.plist", text), {
    cloudService: { enabled: true },
    edr: { groupIds: "x" },
    antivirusEngine: { behaviorMonitoring: "enabled" },
    features: { behaviorMonitoring: "enabled" },
  });
});

Deno.test("mergeProfile() keeps all other settings, whatever they are", async () => {
  const others = fc.dictionary(
    fc.stringMatching(/^[a-z]{3,8}$/),
    fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.string())),
    { maxKeys: 6 },
  );
  await fc.assert(
    fc.asyncProperty(others, fc.boolean(), async (settings, pretty) => {
      const json = JSON.stringify(settings, null, pretty ? 2 : 0);
      const { text } = await mergeProfile({ name: "mdatp_managed.json", bytes: encode(json) }, {
        ...REQUEST,
        tool: "linux",
      });
      const { antivirusEngine, ...kept } = JSON.parse(text);
      assertEquals(kept, JSON.parse(json));
      assertEquals(antivirusEngine.behaviorMonitoring, "enabled");
    }),
    { seed: 7, numRuns: 200 },
  );
});

for (
  const [what, name, text] of [
    ["a broken file", "a.plist", "<plist><dict>"],
    [
      "the form of another tool",
      "a.plist",
      '<plist version="1.0"><dict><key>PayloadType</key><string>Configuration</string></dict></plist>',
    ],
    [
      "a section that is no dictionary",
      "a.plist",
      '<plist version="1.0"><dict><key>features</key><true/></dict></plist>',
    ],
    ["a list", "a.plist", '<plist version="1.0"><array/></plist>'],
  ] as const
) {
  Deno.test(`mergeProfile() refuses ${what}`, async () => {
    const error = await assertRejects(
      () => mergeProfile({ name, bytes: encode(text) }, REQUEST),
      HarnessError,
    );
    assertEquals(error.code, "profile/not-mergeable");
  });
}

Deno.test("mergeProfile() refuses a profile without a payload for the agent, and one with two", async () => {
  const { text } = await generateProfile({ ...REQUEST, tool: "intune" });
  const payload = text.slice(text.indexOf("<array>") + 7, text.indexOf("</array>"));
  for (
    const [changed, words] of [
      [
        text.replace("com.microsoft.wdav<", "com.example<").replace("antivirusEngine", "x").replace(
          "features",
          "y",
        ),
        "no payload",
      ],
      [text.replace(payload, payload + payload), "two payloads"],
    ] as const
  ) {
    const error = await assertRejects(
      () => mergeProfile({ name: "a.mobileconfig", bytes: encode(changed) }, { ...REQUEST, tool: "intune" }),
      HarnessError,
    );
    assertStringIncludes(error.message, words);
  }
});

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
  assertStringIncludes(
    renderGuide({ tool: "intune", fileName: "f", behaviorMonitoring: "enabled" }),
    "Device channel",
  );
  assertStringIncludes(
    renderGuide({ tool: "jamf", fileName: "f", behaviorMonitoring: "enabled" }),
    "`com.microsoft.wdav`",
  );
});
