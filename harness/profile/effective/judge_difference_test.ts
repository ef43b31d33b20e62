// Which explanation of a difference comes first, and that the portal comes last.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { found } from "../../testing/rule_fixture.ts";
import { COMPARED_SETTINGS } from "./compared_settings.ts";
import type { EffectiveInputs, Found } from "./effective_setting.ts";
import { judgeOverridden } from "./judge_difference.ts";
import { type ManagedSource, readManagedSource } from "./managed_source.ts";

const FOLDER = "/Library/Managed Preferences";
const STARTED_AT = "2026-09-02T10:00:00Z";
const bm = (value: string): string =>
  `<plist version="1.0"><dict><key>PayloadUUID</key><string>x</string>` +
  ["antivirusEngine", "features"].map((section) =>
    `<key>${section}</key><dict><key>behaviorMonitoring</key><string>${value}</string></dict>`
  ).join("") + "</dict></plist>";

async function stored(name: string, value: string, modifiedAt: string | null = null): Promise<ManagedSource> {
  const bytes = new TextEncoder().encode(bm(value));
  return await readManagedSource({ name: `${FOLDER}/${name}`, bytes }, { channel: "device", modifiedAt });
}

function overridden(sources: readonly ManagedSource[], change: Partial<EffectiveInputs> = {}) {
  const [setting] = COMPARED_SETTINGS;
  const [source] = sources;
  assert(setting !== undefined && source?.kind === "read");
  const said = setting.inProfile(source.settings);
  assert(said !== null);
  const inputs: EffectiveInputs = {
    platform: "darwin",
    sources,
    notCollectedIn: null,
    installed: null,
    health: null,
    healthProblem: null,
    agentStartedAt: null,
    ...change,
  };
  const evidence: Found = { ...said, source };
  return judgeOverridden(setting, { inputs, found: evidence, agent: { word: "disabled", managed: true } });
}

Deno.test("readManagedSource() reads settings as macOS stores them, with nothing against them", async () => {
  const source = await stored("com.microsoft.wdav.plist", "enabled");
  assert(source.kind === "read");
  assertEquals(source.errors, []);
  assertEquals(await found(bm("enabled"), { name: "com.microsoft.wdav.plist" }), []);
});

Deno.test("judgeOverridden() names the other file of managed settings that says so", async () => {
  const verdict = overridden([
    await stored("com.microsoft.wdav.plist", "enabled"),
    await stored("com.microsoft.wdav.ext.plist", "disabled"),
  ]);
  assertStringIncludes(verdict.explanation, `${FOLDER}/com.microsoft.wdav.ext.plist`);
  assertEquals(`${verdict.explanation} ${verdict.remedy}`.includes("portal"), false);
});

Deno.test("judgeOverridden() says that the agent has not read settings that came after its start", async () => {
  const verdict = overridden([await stored("com.microsoft.wdav.plist", "enabled", "2026-09-02T11:00:00Z")], {
    agentStartedAt: STARTED_AT,
  });
  assertEquals([verdict.status, verdict.explanation.includes("portal")], ["agent-not-restarted", false]);
});

Deno.test("judgeOverridden() names the portal when nothing on the device explains it", async () => {
  const verdict = overridden([await stored("com.microsoft.wdav.plist", "enabled", "2026-09-02T09:00:00Z")], {
    agentStartedAt: STARTED_AT,
  });
  assertEquals(verdict.status, "overridden");
  assertStringIncludes(verdict.explanation, "nothing on the device says so");
});
