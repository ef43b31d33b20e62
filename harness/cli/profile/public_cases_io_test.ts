// What administrators merge, and what macOS stores, read in place where it is there: refused, or explained.
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { createProfileHost } from "../../testing/profile_host.ts";
import { runProfileEffective } from "./profile_effective_command.ts";
import { runProfileGenerate } from "./profile_generate_command.ts";

const CASES = new URL("../../../../shared/cases/", import.meta.url);

function test(file: string, what: string, check: (text: string) => Promise<void>): void {
  let text: string | null = null;
  try {
    text = Deno.readTextFileSync(new URL(file, CASES));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  Deno.test({
    name: text === null ? `NOT CHECKED, cases/${file} is not beside this checkout` : `${file} ${what}`,
    ignore: text === null,
    fn: () => check(text ?? ""),
  });
}

for (
  const [file, tool, code, words] of [
    ["22-ansible-managed-json-j2.txt", "linux", "profile/contradiction", "passiveMode"],
    ["09-intune-graph-settings-catalog-json.txt", "linux", "profile/not-mergeable", "settings catalogue"],
    ["24-github-page-saved-as-mobileconfig.txt", "intune", "profile/not-mergeable", "web page"],
    ["42-graph-macoscustomconfiguration-base64.txt", "intune", "profile/not-mergeable", "Microsoft Graph"],
    ["45-xplat-autoupdate2-plist.txt", "jamf", "profile/not-mergeable", "AutoUpdate"],
  ] as const
) {
  test(file, "is not merged into, with the reason, and nothing is written", async (text) => {
    const { host, out, files } = createProfileHost({ [file]: text });
    const options = { for: tool, bm: "enabled", merge: file, out: "merged" } as const;
    const error = await assertRejects(() => runProfileGenerate(host, options), HarnessError);
    assertEquals([error.code, out(), files.texts.size], [code, "", 1]);
    assertStringIncludes(error.message, words);
  });
}

test("41-managed-preferences-with-payloaduuid.txt", "is a profile that the agent follows", async (text) => {
  const { host, out } = createProfileHost({
    "collected/com.microsoft.wdav.plist": text,
    "collected/health.txt": [
      "healthy                       : true",
      'app_version                   : "101.25062.0005"',
      'behavior_monitoring           : "enabled" [managed]',
      "real_time_protection_enabled  : true [managed]",
      "passive_mode_enabled          : false [managed]",
      "",
    ].join("\n"),
  });
  await runProfileEffective(host, { color: false, device: "real", from: "collected" });
  assertStringIncludes(out(), "Behavior monitoring: followed");
});
