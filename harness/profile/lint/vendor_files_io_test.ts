// The vendor's own files, read in place where they are there, are diagnosed as they deserve.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lintProfile } from "./lint_profile.ts";
import { mendProfile } from "./mend_profile.ts";
import { toPlainValue } from "../words/profile_node.ts";
import { readProfile } from "../read/read_profile.ts";

const SHARED = new URL("../../../../shared/", import.meta.url);
const encode = (text: string) => new TextEncoder().encode(text);

async function plainOf(bytes: Uint8Array): Promise<unknown> {
  const { root } = await readProfile({ name: "a.plist", bytes });
  assert(root !== null);
  return toPlainValue(root);
}

async function sharedFile(path: string): Promise<Uint8Array | null> {
  return await Deno.readFile(new URL(path, SHARED)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
}

const malformed = await sharedFile("captures/other/ms-bm-intune-profile-malformed-2024-05-08.txt");

Deno.test({
  name:
    `lintProfile() names the line and the mend of the vendor's malformed sample, and the mended copy is what was meant${
      malformed === null ? " (IGNORED: there is no ../shared/captures)" : ""
    }`,
  ignore: malformed === null,
  fn: async () => {
    const linted = await lintProfile({ name: "sample.mobileconfig", bytes: malformed ?? new Uint8Array() }, {
      tool: "intune",
    });
    const [finding, ...others] = linted.report.findings;
    assertEquals([finding?.rule, finding?.line, finding?.column, others.length], [
      "not-well-formed",
      66,
      1,
      0,
    ]);
    assertEquals(finding?.remedy, "Move </plist> from line 66 to the end of the file");
    assertStringIncludes(finding?.what ?? "", "</plist> stands where </array> is due");
    const { text, after } = await mendProfile(linted, { tool: "intune" });
    assertEquals(after.report.findings.map(({ rule }) => rule), ["vendor-sample-uuid", "vendor-sample-uuid"]);
    const profile = await plainOf(encode(text ?? "")) as Record<string, unknown>;
    const switches = { behaviorMonitoring: "enabled" };
    const [payload, ...more] = profile["PayloadContent"] as Record<string, unknown>[];
    assertEquals(more, []);
    assertEquals(profile["PayloadScope"], "System");
    assertEquals([payload?.["PayloadType"], payload?.["antivirusEngine"]], ["com.microsoft.wdav", switches]);
    const preview = {
      blockExecution: "enabled",
      notifyForks: "enabled",
      forwardRtpToBm: "enabled",
      avoidOpenCache: "enabled",
    };
    assertEquals(payload?.["features"], { ...switches, behaviorMonitoringConfigurations: preview });
  },
});

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  "linux-mdatp_managed.json": [
    "detection-allowed",
    "placeholder-left",
    "sample-annotations",
    "wrong-file-name",
  ],
  "macos-mobileconfig-profiles-fulldisk.mobileconfig": ["no-defender-payload"],
  "macos-settings-data_loss_prevention-com.microsoft.wdav.mobileconfig": [
    "bm-not-set",
    "duplicate-identifier",
    "vendor-sample-uuid",
  ],
  "macos-settings-data_loss_prevention-com.microsoft.wdav.plist": ["bm-not-set"],
  "macos-settings-device_control-com.microsoft.wdav.mobileconfig": [
    "bm-not-set",
    "duplicate-identifier",
    "vendor-sample-uuid",
  ],
};

for (const [file, rules] of Object.entries(SAMPLES)) {
  const bytes = await sharedFile(`profiles/${file}`);
  Deno.test({
    name: `lintProfile() finds in the vendor's ${file} what is there, and nothing else${
      bytes === null ? " (IGNORED: there is no ../shared/profiles)" : ""
    }`,
    ignore: bytes === null,
    fn: async () => {
      const { report } = await lintProfile({ name: file, bytes: bytes ?? new Uint8Array() });
      assertEquals([...new Set(report.findings.map(({ rule }) => rule))].sort(), [...rules]);
    },
  });
}
