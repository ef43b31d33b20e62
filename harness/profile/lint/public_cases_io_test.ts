// What administrators feed to the linter, read in place where it is there: each file gets what it deserves, under the name
// and for the tool that it was made for.
import { assert, assertEquals } from "@std/assert";
import { type LintOptions, lintProfile } from "./lint_profile.ts";
import { mendProfile } from "./mend_profile.ts";

const CASES = new URL("../../../../shared/cases/", import.meta.url);
const MOBILECONFIG = "a.mobileconfig";
const PLIST = "com.microsoft.wdav.plist";
const JSON_NAME = "mdatp_managed.json";
/** What a copy of a sample of the vendor has, whatever it sets. */
const SAMPLE = ["warning duplicate-identifier", "warning vendor-sample-uuid"];

async function caseFile(file: string): Promise<Uint8Array | null> {
  return await Deno.readFile(new URL(file, CASES)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
}

const EXPECTED: readonly (readonly [string, string, readonly string[], LintOptions?])[] = [
  ["02-docs-jamf-full-2025.txt", PLIST, ["info bm-not-set", "warning detection-allowed"]],
  ["03-docs-intune-full-2025.txt", MOBILECONFIG, [
    "warning bm-key-missing",
    "warning detection-allowed",
    "warning vendor-sample-uuid",
  ]],
  ["04-jamf-export-mcx-endpointsettings.txt", MOBILECONFIG, ["warning no-defender-payload"]],
  ["06-jamf-export-mau.txt", MOBILECONFIG, ["info missing-payload-key", "info no-defender-payload"]],
  ["07-docs-2019-edr-preview-intune-indented.txt", MOBILECONFIG, ["error not-well-formed"]],
  ["07b-docs-tamper-intune-2022.txt", MOBILECONFIG, ["info bm-not-set", ...SAMPLE]],
  ["08-docs-es-tamper-missing-lt.txt", MOBILECONFIG, ["error not-well-formed"]],
  ["09-intune-graph-settings-catalog-json.txt", "POL-MDE.json", ["warning not-a-defender-configuration"]],
  ["10-docs-linux-full-example-do-not-use.txt", JSON_NAME, [
    "warning detection-allowed",
    "warning placeholder-left",
  ]],
  ["11-docs-linux-tags-fragment.txt", JSON_NAME, ["error not-well-formed"]],
  ["12-ws1-custom-settings-single-payload.txt", "custom.txt", [
    "error wrong-level",
    "info bm-not-set",
    "info missing-payload-key",
    "warning placeholder-left",
    "warning unknown-key",
  ]],
  ["14-devicecontrol-v1-mount-allowlist-jamf-form.txt", MOBILECONFIG, [
    "error wrong-kind",
    "info bm-not-set",
    "info legacy-key",
  ]],
  ["16-docs-devicecontrol-intune-vendors.txt", MOBILECONFIG, [
    "info bm-not-set",
    "info legacy-key",
    ...SAMPLE,
  ]],
  ["18-xplat-validator-nested-tamper.txt", PLIST, ["error wrong-level", "info bm-not-set"]],
  ["20-docs-macos-offline-update-json.txt", JSON_NAME, ["error misspelled-key", "info bm-not-set"]],
  ["22-ansible-managed-json-j2.txt", JSON_NAME, ["info bm-not-set"]],
  ["24-github-page-saved-as-mobileconfig.txt", MOBILECONFIG, ["error not-a-defender-configuration"]],
  ["25-kandji-exclusions-plistbuddy.txt", MOBILECONFIG, ["info bm-not-set", ...SAMPLE], { tool: "kandji" }],
  ["26-docs-linux-2026-full-profile.txt", JSON_NAME, [
    "warning detection-allowed",
    "warning placeholder-left",
  ]],
  ["27-docs-linux-2026-audit-mode.txt", JSON_NAME, ["warning bm-without-real-time-protection"]],
  ["28-docs-mac-2026-all-keys.txt", PLIST, ["info legacy-key"]],
  ["41-managed-preferences-with-payloaduuid.txt", PLIST, []],
  ["42-graph-macoscustomconfiguration-base64.txt", "policy.json", [
    "info graph-export",
    "warning vendor-sample-uuid",
  ]],
  ["43-jamf-export-mcx-wdav-single-line.txt", MOBILECONFIG, ["info missing-payload-key"], { tool: "jamf" }],
  ["43-jamf-export-mcx-wdav-single-line.txt", MOBILECONFIG, ["info missing-payload-key"]],
  ["44-xplat-background-services.txt", MOBILECONFIG, [
    "info missing-payload-key",
    "info no-defender-payload",
    "warning missing-payload-key",
  ]],
  ["45-xplat-autoupdate2-plist.txt", "com.microsoft.autoupdate2.plist", [
    "info not-a-defender-configuration",
  ]],
  ["47-xplat-fulldisk-integers.txt", MOBILECONFIG, ["info no-defender-payload"]],
];

for (const [file, name, expected, options] of EXPECTED) {
  const bytes = await caseFile(file);
  Deno.test({
    name: `lintProfile() says of ${file}${options === undefined ? "" : " for its tool"}: ${
      expected.join(", ") || "nothing"
    }${bytes === null ? " (IGNORED: there is no ../shared/cases)" : ""}`,
    ignore: bytes === null,
    fn: async () => {
      const { report } = await lintProfile({ name, bytes: bytes ?? new Uint8Array() }, options);
      assertEquals(report.problem, null);
      const found = new Set(report.findings.map(({ severity, rule }) => `${severity} ${rule}`));
      assertEquals([...found].sort(), [...expected]);
    },
  });
}

/** Numbers of the cases that are output of the agent or the system; the conformance tests read them. */
const OUTPUT = ["30", "31", "32", "34", "35", "38", "40"];

const cases = await Array.fromAsync(Deno.readDir(CASES)).catch(() => null);

Deno.test({
  name: `no profile among the public cases goes untried${
    cases === null ? " (IGNORED: there is no ../shared/cases)" : ""
  }`,
  ignore: cases === null,
  fn: () => {
    const profiles = (cases ?? []).map(({ name }) => name).filter((name) =>
      /^\d/.test(name) && !OUTPUT.includes(name.slice(0, 2))
    );
    assertEquals(profiles.toSorted(), [...new Set(EXPECTED.map(([file]) => file))].toSorted());
  },
});

const full2026 = await caseFile("26-docs-linux-2026-full-profile.txt");

Deno.test({
  name: `mendProfile() leaves the vendor's own full profile of 2026 as it is${
    full2026 === null ? " (IGNORED: there is no ../shared/cases)" : ""
  }`,
  ignore: full2026 === null,
  fn: async () => {
    const linted = await lintProfile({ name: JSON_NAME, bytes: full2026 ?? new Uint8Array() });
    assertEquals((await mendProfile(linted)).text, null);
  },
});

Deno.test({
  name: `lintProfile() shows no word of a parser to who copied half a profile or saved a web page${
    full2026 === null ? " (IGNORED: there is no ../shared/cases)" : ""
  }`,
  ignore: full2026 === null,
  fn: async () => {
    for (
      const [file, name, words] of [
        ["11-docs-linux-tags-fragment.txt", JSON_NAME, "begins in the middle of a profile"],
        ["24-github-page-saved-as-mobileconfig.txt", MOBILECONFIG, "web page"],
      ] as const
    ) {
      const { report } = await lintProfile({ name, bytes: await caseFile(file) ?? new Uint8Array() });
      assertEquals(report.findings.length, 1);
      assert(report.findings[0]?.what.includes(words));
    }
  },
});
