// Merging: the keys are added, every other byte stays, and what cannot be merged into is refused.
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { HarnessError } from "../../model/harness_error.ts";
import { generateProfile, type ProfileRequest } from "./generate_profile.ts";
import { mergeProfile } from "./merge_profile.ts";
import { toPlainValue } from "../words/profile_node.ts";
import { readProfile } from "../read/read_profile.ts";

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
      const json = JSON.stringify({ cloudService: {}, ...settings }, null, pretty ? 2 : 0);
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

Deno.test("mergeProfile() says which tool a profile of another form is for", async () => {
  const { text } = await generateProfile({ ...REQUEST, tool: "intune" });
  const error = await assertRejects(
    () => mergeProfile({ name: "a.mobileconfig", bytes: encode(text) }, { ...REQUEST, tool: "jamf" }),
    HarnessError,
    "a full configuration profile (Intune form), and --for asks for a bare preference domain (Jamf form)",
  );
  assertEquals(error.hint, "Give --for intune, or the profile that the tool has now");
});

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
