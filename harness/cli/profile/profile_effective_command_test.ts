// `profile effective` from collected files, in memory.
import { assertEquals, assertNotMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { createProfileHost } from "../../testing/profile_host.ts";
import { type EffectiveOptions, runProfileEffective } from "./profile_effective_command.ts";

const EFFECTIVE: EffectiveOptions = { color: false, device: "real", from: "collected" };
const GOOD =
  '<plist version="1.0"><dict><key>antivirusEngine</key><dict><key>behaviorMonitoring</key><string>enabled</string></dict><key>features</key><dict><key>behaviorMonitoring</key><string>enabled</string></dict></dict></plist>';
const healthText = (line: string) =>
  `healthy                                     : true\nhealth_issues                               : []\nlicensed                                    : true\napp_version                                 : "101.25062.0005"\nbehavior_monitoring                         : ${line}\nreal_time_protection_enabled                : true\n`;

async function effective(
  texts: Readonly<Record<string, string>>,
  more: { readonly forbidden?: readonly string[] } = {},
): Promise<{ readonly code: number; readonly out: string }> {
  const { host, out } = createProfileHost(texts, more);
  const code = await runProfileEffective(host, EFFECTIVE);
  return { code, out: out() };
}

Deno.test("profile effective --from says that the profile is followed", async () => {
  const { code, out } = await effective({
    "collected/com.microsoft.wdav.plist": GOOD,
    "collected/health.txt": healthText('"enabled" [managed]'),
  });
  assertStringIncludes(out, "Behavior monitoring: followed");
  assertEquals(code, 0);
});

Deno.test("profile effective --from ends with 1 when the agent does not follow, and with 3 when that cannot be told", async () => {
  const file = "collected/Library/Managed Preferences/com.microsoft.wdav.plist";
  const not = await effective({ [file]: GOOD, "collected/health.txt": healthText('"disabled"') });
  assertStringIncludes(not.out, "Behavior monitoring: not-applied");
  const unknown = await effective({ [file]: GOOD });
  assertStringIncludes(unknown.out, 'Cannot find the agent\'s health in "collected"');
  const forbidden = await effective({ [file]: GOOD, "collected/health.txt": healthText('"disabled"') }, {
    forbidden: [file],
  });
  assertStringIncludes(forbidden.out, "Behavior monitoring: unknown");
  assertEquals([not.code, unknown.code, forbidden.code], [1, 3, 3]);
});

Deno.test("profile effective --quiet says in one line how it is, with the same exit code", async () => {
  const texts = { "collected/com.microsoft.wdav.plist": GOOD };
  for (
    const [line, code, words] of [
      ['"enabled" [managed]', 0, "behavior monitoring followed, 0 of 5 settings differ\n"],
      ['"disabled"', 1, "behavior monitoring not-applied, 1 of 5 settings differ\n"],
    ] as const
  ) {
    const { host, out } = createProfileHost({ ...texts, "collected/health.txt": healthText(line) });
    assertEquals(await runProfileEffective(host, { ...EFFECTIVE, quiet: true }), code);
    assertEquals(out(), words);
  }
});

Deno.test("profile effective --from shows what a value would do to a terminal, and does not let it", async () => {
  const { out } = await effective({
    "collected/com.microsoft.wdav.plist": GOOD.replace("enabled", "\u009b2J\u202eenabled"),
    "collected/health.txt": healthText('"enabled" [managed]'),
  });
  assertStringIncludes(out, "profile <U+009B>2J<U+202E>enabled");
  assertNotMatch(out, /[\u009b\u202e]/);
});

Deno.test("profile effective --from finds the copy of a user, and reads Linux's file", async () => {
  const user = await effective({
    "collected/Library/Managed Preferences/ada/com.microsoft.wdav.plist": GOOD,
    "collected/health.txt": healthText('"disabled"'),
  });
  assertStringIncludes(user.out, "Behavior monitoring: installed-for-user");
  const json = '{"antivirusEngine":{"enforcementLevel":"real_time","behaviorMonitoring":"enabled"}}';
  const linux = await effective({
    "collected/mdatp_managed.json": json,
    "collected/health.txt": healthText('"enabled" [managed]'),
  });
  assertStringIncludes(linux.out, "Behavior monitoring: followed");
});

Deno.test("profile effective --from calls a file that was not collected missing from the folder, not from the device", async () => {
  for (const line of ['"enabled" [managed]', '"disabled"']) {
    const { code, out } = await effective({ "collected/health.txt": healthText(line) });
    assertStringIncludes(out, "Behavior monitoring: unknown");
    assertStringIncludes(out, 'no file of managed settings is in "collected"');
    assertStringIncludes(out, "profile not seen");
    assertEquals(code, 3);
  }
});

Deno.test("profile effective --from refuses a folder that is not there", async () => {
  const { host } = createProfileHost();
  const error = await assertRejects(
    () => runProfileEffective(host, EFFECTIVE),
    HarnessError,
  );
  assertEquals(error.code, "profile/unreadable");
});
