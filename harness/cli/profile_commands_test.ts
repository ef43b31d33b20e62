// The profile commands, with files and terminal in memory.
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError, toProblem } from "../model/harness_error.ts";
import type { Host } from "../ports/host.ts";
import type { FolderListing, ProfileFiles, ProfileRead } from "../ports/profile_files.ts";
import { runProfileEffective } from "./profile_effective_command.ts";
import { type GenerateHost, runProfileGenerate } from "./profile_generate_command.ts";
import { type LintHost, runProfileLint } from "./profile_lint_command.ts";
import type { EffectiveOptions, GenerateOptions, LintCommandOptions } from "./profile_options.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const GENERATE: GenerateOptions = { for: "jamf", bm: "enabled" };
const LINT: LintCommandOptions = { color: false };
const EFFECTIVE: EffectiveOptions = { color: false, device: "real", from: "collected" };
const WRONG =
  '<plist version="1.0"><dict><key>features</key><dict><key>behaviorMonitoring</key><true/></dict></dict></plist>\n';

class MemoryFiles implements ProfileFiles {
  readonly texts: Map<string, string>;
  readonly #forbidden: ReadonlySet<string>;

  constructor(texts: Readonly<Record<string, string>>, forbidden: readonly string[] = []) {
    this.texts = new Map(Object.entries(texts));
    this.#forbidden = new Set(forbidden);
  }

  read(path: string, maxBytes: number): Promise<ProfileRead> {
    if (this.#forbidden.has(path)) {
      const problem = toProblem(
        new HarnessError("profile/unreadable", `Cannot read "${path}"`, { hint: "Use sudo" }),
      );
      return Promise.resolve({ kind: "unreadable", problem });
    }
    const text = this.texts.get(path);
    if (text === undefined) return Promise.resolve({ kind: "absent" });
    return Promise.resolve({ kind: "read", bytes: encode(text).subarray(0, maxBytes + 1), modifiedAt: null });
  }

  listFolders(path: string): Promise<FolderListing> {
    const below = [...this.texts.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) =>
      name.slice(path.length + 1)
    );
    if (below.length === 0) return Promise.resolve({ kind: "absent" });
    const folders = below.flatMap((name) => name.includes("/") ? [name.slice(0, name.indexOf("/"))] : []);
    return Promise.resolve({ kind: "listed", folders: [...new Set(folders)] });
  }

  write(path: string, text: string, { replace }: { readonly replace: boolean }): Promise<void> {
    const present = this.texts.get(path);
    if (present !== undefined && present !== text && !replace) {
      return Promise.reject(
        new HarnessError("output/not-writable", "Another file is there", { hint: "Give --force" }),
      );
    }
    this.texts.set(path, text);
    return Promise.resolve();
  }
}

interface Session {
  readonly host: GenerateHost & LintHost;
  readonly files: MemoryFiles;
  readonly out: () => string;
  readonly err: () => string;
}

function session(
  texts: Readonly<Record<string, string>> = {},
  more: { readonly stdin?: string; readonly forbidden?: readonly string[] } = {},
): Session {
  let out = "";
  let err = "";
  const files = new MemoryFiles(texts, more.forbidden);
  const host = {
    facts: { colour: false },
    profileFiles: files,
    readInput: () => Promise.resolve(encode(more.stdin ?? "")),
    terminal: { write: (text: string) => out += text, writeError: (text: string) => err += text },
  };
  return { host: host as unknown as GenerateHost & LintHost, files, out: () => out, err: () => err };
}

Deno.test("profile generate prints the profile when no folder is given", async () => {
  const { host, out, files } = session();
  assertEquals(await runProfileGenerate(host, GENERATE), 0);
  assertStringIncludes(out(), "<key>behaviorMonitoring</key>");
  assertEquals(files.texts.size, 0);
});

Deno.test("profile generate writes under the name the tool wants, and the guide names that file", async () => {
  const { host, out, files } = session();
  assertEquals(await runProfileGenerate(host, { ...GENERATE, for: "linux", out: "made/", guide: true }), 0);
  assertEquals([...files.texts.keys()], ["made/mdatp_managed.json"]);
  assertStringIncludes(out(), "`made/mdatp_managed.json`");
});

Deno.test("profile generate with --guide alone prints the guide and no profile", async () => {
  const { host, out } = session();
  await runProfileGenerate(host, { ...GENERATE, guide: true });
  assertStringIncludes(out(), "# Deploy `com.microsoft.wdav.plist` with Jamf Pro");
  assert(!out().includes("<plist"));
});

Deno.test("profile generate replaces another file only when told to, and the same file always", async () => {
  const { host, files } = session({ "made/com.microsoft.wdav.plist": "mine" });
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
  const passive =
    '<plist version="1.0"><dict><key>antivirusEngine</key><dict><key>passiveMode</key><true/></dict></dict></plist>';
  const { host, out, err } = session({}, { stdin: passive });
  assertEquals(await runProfileGenerate(host, { ...GENERATE, merge: "-" }), 1);
  assertStringIncludes(out(), "<key>passiveMode</key><true/>");
  assertStringIncludes(err(), "[bm-with-passive-mode]");
});

Deno.test("profile generate refuses an identifier that is none, and a merge with a file that is not there", async () => {
  const { host } = session();
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
  const { host } = session({ "bad.plist": WRONG, "garbage.plist": "garbage" });
  await runProfileGenerate(host, { ...GENERATE, out: "." });
  assertEquals(await runProfileLint(host, ["com.microsoft.wdav.plist"], LINT), 0);
  assertEquals(await runProfileLint(host, ["com.microsoft.wdav.plist", "garbage.plist"], LINT), 3);
  assertEquals(await runProfileLint(host, ["missing.plist"], LINT), 3);
  assertEquals(await runProfileLint(host, ["garbage.plist", "bad.plist"], LINT), 1);
});

Deno.test("profile lint --json prints files with findings and counts", async () => {
  const { host, out } = session({ "bad.plist": WRONG });
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
  const { host, files, err } = session({ "a/bad.plist": WRONG });
  assertEquals(await runProfileLint(host, ["a/bad.plist"], { ...LINT, fix: true }), 1);
  assertEquals(files.texts.get("a/bad.plist"), WRONG);
  const mended = files.texts.get("a/bad.mended.plist") ?? "";
  assertStringIncludes(mended, "<string>enabled</string>");
  assertStringIncludes(err(), "Mended");
  const again = session({ "a/bad.mended.plist": mended });
  assertEquals(await runProfileLint(again.host, ["a/bad.mended.plist"], LINT), 0);
});

Deno.test("profile lint --fix of standard input prints the copy, and the findings beside it", async () => {
  const { host, out, err } = session({}, { stdin: WRONG });
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
    const { host, out } = session({ "bad.plist": WRONG });
    await runProfileLint(host, ["bad.plist"], { ...LINT, reporter });
    assert(out().startsWith(start), out());
  });
}

Deno.test("profile lint refuses two forms at once", async () => {
  const { host } = session({ "bad.plist": WRONG });
  const error = await assertRejects(
    () => runProfileLint(host, ["bad.plist"], { ...LINT, json: true, reporter: "sarif" }),
    HarnessError,
  );
  assertEquals(error.code, "usage/invalid");
});

Deno.test("profile lint finds what two files have in common", async () => {
  const { host, out } = session();
  for (const out of ["a", "b"]) await runProfileGenerate(host, { ...GENERATE, for: "intune", out });
  const files = ["a/com.microsoft.wdav.mobileconfig", "b/com.microsoft.wdav.mobileconfig"];
  assertEquals(await runProfileLint(host, files, LINT), 1);
  for (const rule of ["duplicate-uuid", "duplicate-identifier", "several-defender-payloads"]) {
    assertStringIncludes(out(), `[${rule}]`);
  }
});

const GOOD =
  '<plist version="1.0"><dict><key>antivirusEngine</key><dict><key>behaviorMonitoring</key><string>enabled</string></dict><key>features</key><dict><key>behaviorMonitoring</key><string>enabled</string></dict></dict></plist>';
const healthText = (line: string) =>
  `healthy                                     : true\nhealth_issues                               : []\nlicensed                                    : true\napp_version                                 : "101.25062.0005"\nbehavior_monitoring                         : ${line}\nreal_time_protection_enabled                : true\n`;

async function effective(
  texts: Readonly<Record<string, string>>,
  more: { readonly forbidden?: readonly string[] } = {},
): Promise<{ readonly code: number; readonly out: string }> {
  const { host, out } = session(texts, more);
  const code = await runProfileEffective(host as unknown as Host, EFFECTIVE);
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

Deno.test("profile effective --from refuses a folder that is not there", async () => {
  const { host } = session();
  const error = await assertRejects(
    () => runProfileEffective(host as unknown as Host, EFFECTIVE),
    HarnessError,
  );
  assertEquals(error.code, "profile/unreadable");
});
