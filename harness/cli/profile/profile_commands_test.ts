// `profile generate` and `profile lint`, with files and terminal in memory.
import { assert, assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { createProfileHost } from "../../testing/profile_host.ts";
import { type GenerateOptions, runProfileGenerate } from "./profile_generate_command.ts";
import { type LintCommandOptions, runProfileLint } from "./profile_lint_command.ts";

const GENERATE: GenerateOptions = { for: "jamf", bm: "enabled" };
const LINT: LintCommandOptions = { color: false };
const WRONG =
  '<plist version="1.0"><dict><key>features</key><dict><key>behaviorMonitoring</key><true/></dict></dict></plist>\n';

Deno.test("profile generate prints the profile when no folder is given", async () => {
  const { host, out, files } = createProfileHost();
  assertEquals(await runProfileGenerate(host, GENERATE), 0);
  assertStringIncludes(out(), "<key>behaviorMonitoring</key>");
  assertEquals(files.texts.size, 0);
});

Deno.test("profile generate writes under the name the tool wants, and the guide names that file", async () => {
  const { host, out, files } = createProfileHost();
  assertEquals(await runProfileGenerate(host, { ...GENERATE, for: "linux", out: "made/", guide: true }), 0);
  assertEquals([...files.texts.keys()], ["made/mdatp_managed.json"]);
  assertStringIncludes(out(), "`made/mdatp_managed.json`");
});

Deno.test("profile generate with --guide alone prints the guide and no profile", async () => {
  const { host, out } = createProfileHost();
  await runProfileGenerate(host, { ...GENERATE, guide: true });
  assertStringIncludes(out(), "# Deploy `com.microsoft.wdav.plist` with Jamf Pro");
  assert(!out().includes("<plist"));
});

Deno.test("profile generate replaces another file only when told to, and the same file always", async () => {
  const { host, files } = createProfileHost({ "made/com.microsoft.wdav.plist": "mine" });
  const options = { ...GENERATE, out: "made" } as const;
  const error = await assertRejects(() => runProfileGenerate(host, options), HarnessError);
  assertEquals([error.code, files.texts.get("made/com.microsoft.wdav.plist")], [
    "output/not-writable",
    "mine",
  ]);
  assertEquals(await runProfileGenerate(host, { ...options, force: true }), 0);
  assertEquals(await runProfileGenerate(host, options), 0);
});

Deno.test("profile generate merges standard input, and ends with 1 when the result still has errors", async () => {
  const slipped =
    '<plist version="1.0"><dict><key>cloudService</key><dict><key>enabled</key><string>true</string></dict></dict></plist>';
  const { host, out, err } = createProfileHost({}, { stdin: slipped });
  assertEquals(await runProfileGenerate(host, { ...GENERATE, merge: "-" }), 1);
  assertStringIncludes(out(), "<key>enabled</key><string>true</string>");
  assertStringIncludes(err(), "[wrong-type]");
});

for (
  const [what, inner, words] of [
    ["passive mode", "<key>passiveMode</key><true/>", "passiveMode"],
    ["real-time protection off", "<key>enableRealTimeProtection</key><false/>", "enableRealTimeProtection"],
    ["scans on demand", "<key>enforcementLevel</key><string>on_demand</string>", "enforcementLevel"],
  ] as const
) {
  Deno.test(`profile generate refuses to merge behavior monitoring with ${what}, and writes nothing`, async () => {
    const stdin = `<plist version="1.0"><dict><key>antivirusEngine</key><dict>${inner}</dict></dict></plist>`;
    const { host, out, files } = createProfileHost({}, { stdin });
    const error = await assertRejects(
      () => runProfileGenerate(host, { ...GENERATE, merge: "-", out: "made" }),
      HarnessError,
    );
    assertEquals([error.code, out(), files.texts.size], ["profile/contradiction", "", 0]);
    assertStringIncludes(error.hint, words);
  });
}

Deno.test("profile generate refuses to merge into what is no Defender configuration, and writes nothing", async () => {
  for (const key of ["ChannelName", "pfm_domain", "downloadFolder", "autohide"]) {
    const stdin = `<plist version="1.0"><dict><key>${key}</key><string>x</string></dict></plist>`;
    const { host, out } = createProfileHost({}, { stdin });
    const error = await assertRejects(
      () => runProfileGenerate(host, { ...GENERATE, merge: "-" }),
      HarnessError,
    );
    assertEquals([error.code, out()], ["profile/not-mergeable", ""]);
    assertStringIncludes(error.message, "no Defender configuration");
  }
});

Deno.test("profile generate refuses an identifier that is none, and a merge with a file that is not there", async () => {
  const { host } = createProfileHost();
  const named = await assertRejects(
    () => runProfileGenerate(host, { ...GENERATE, identifier: "my profile" }),
    HarnessError,
  );
  const merged = await assertRejects(
    () => runProfileGenerate(host, { ...GENERATE, merge: "no.plist" }),
    HarnessError,
  );
  assertEquals([named.code, merged.code], ["usage/invalid", "profile/unreadable"]);
});

Deno.test("profile lint ends with 0, 1 or 3: nothing wrong, an error, or a file that cannot be judged", async () => {
  const { host } = createProfileHost({ "bad.plist": WRONG, "garbage.plist": "garbage" });
  await runProfileGenerate(host, { ...GENERATE, out: "." });
  assertEquals(await runProfileLint(host, ["com.microsoft.wdav.plist"], LINT), 0);
  assertEquals(await runProfileLint(host, ["com.microsoft.wdav.plist", "garbage.plist"], LINT), 3);
  assertEquals(await runProfileLint(host, ["missing.plist"], LINT), 3);
  assertEquals(await runProfileLint(host, ["garbage.plist", "bad.plist"], LINT), 1);
});

Deno.test("profile lint --quiet prints the totals only", async () => {
  const { host, out } = createProfileHost({ "bad.plist": WRONG });
  assertEquals(await runProfileLint(host, ["bad.plist"], { ...LINT, quiet: true }), 1);
  assertMatch(out(), /^1 file checked: .*1 error.*\n$/);
});

Deno.test("profile lint --json prints files with findings and counts", async () => {
  const { host, out } = createProfileHost({ "bad.plist": WRONG });
  await runProfileLint(host, ["bad.plist", "bad.plist"], { ...LINT, json: true });
  const { files, counts } = JSON.parse(out());
  assertEquals(files.length, 1);
  assertEquals(counts, { error: 1, warning: 1, info: 0, problem: 0 });
  const finding = files[0].findings.find((found: { readonly rule: string }) =>
    found.rule === "boolean-not-string"
  );
  assertEquals([finding.rule, finding.line, finding.column, finding.path, finding.fixable], [
    "boolean-not-string",
    1,
    WRONG.indexOf("<true/>") + 1,
    "features.behaviorMonitoring",
    true,
  ]);
});

Deno.test("profile lint --fix writes a mended copy beside the file and leaves the file as it is", async () => {
  const { host, files, err } = createProfileHost({ "a/bad.plist": WRONG });
  assertEquals(await runProfileLint(host, ["a/bad.plist"], { ...LINT, fix: true }), 1);
  assertEquals(files.texts.get("a/bad.plist"), WRONG);
  const mended = files.texts.get("a/bad.mended.plist") ?? "";
  assertStringIncludes(mended, "<string>enabled</string>");
  assertStringIncludes(err(), "Mended");
  const again = createProfileHost({ "a/bad.mended.plist": mended });
  assertEquals(await runProfileLint(again.host, ["a/bad.mended.plist"], LINT), 0);
});

Deno.test("profile lint --fix of standard input prints the copy, and the findings beside it", async () => {
  const { host, out, err } = createProfileHost({}, { stdin: WRONG });
  await runProfileLint(host, ["-"], { ...LINT, fix: true });
  assert(out().startsWith("<plist") && out().endsWith("</plist>\n"));
  assertStringIncludes(err(), "[boolean-not-string]");
});

for (
  const [reporter, start] of [["github", "::error file=bad.plist,line=1"], ["sarif", '{\n  "$schema"'], [
    "junit",
    "<?xml",
  ]] as const
) {
  Deno.test(`profile lint --reporter ${reporter} prints that form and nothing else`, async () => {
    const { host, out } = createProfileHost({ "bad.plist": WRONG });
    await runProfileLint(host, ["bad.plist"], { ...LINT, reporter });
    assert(out().startsWith(start), out());
  });
}

Deno.test("profile lint refuses two forms at once", async () => {
  const { host } = createProfileHost({ "bad.plist": WRONG });
  const error = await assertRejects(
    () => runProfileLint(host, ["bad.plist"], { ...LINT, json: true, reporter: "sarif" }),
    HarnessError,
  );
  assertEquals(error.code, "usage/invalid");
});

Deno.test("profile lint finds what two files have in common", async () => {
  const { host, out } = createProfileHost();
  for (const out of ["a", "b"]) await runProfileGenerate(host, { ...GENERATE, for: "intune", out });
  const files = ["a/com.microsoft.wdav.mobileconfig", "b/com.microsoft.wdav.mobileconfig"];
  // For different devices that is as it should be.
  assertEquals(await runProfileLint(host, files, LINT), 0);
  for (const rule of ["duplicate-uuid", "duplicate-identifier", "several-defender-payloads"]) {
    assertStringIncludes(out(), `[${rule}]`);
  }
});
