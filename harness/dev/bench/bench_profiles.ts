// How long the profile linter takes: for a large profile, for a broken one of its size, and for hostile files.
import { type LintedProfile, lintProfile } from "../../profile/lint/lint_profile.ts";
import { mendProfile } from "../../profile/lint/mend_profile.ts";
import { generateProfile } from "../../profile/write/generate_profile.ts";
import { HOSTILE_PROFILES } from "../../testing/hostile_profiles.ts";
import type { Figure } from "./figure.ts";

const ROUNDS = 51;

/** One profile of 20 KB is to take 3 ms; no file may take longer than a person waits. */
export async function benchProfiles(): Promise<readonly Figure[]> {
  const large = await largeProfile();
  const broken = large.replace("</array>\n<key>enf", "<key>enf");
  const note = `${Math.round(large.length / 1000)} KB, median of ${ROUNDS}`;
  const hostile: { readonly what: string; readonly timeMs: number }[] = [];
  for (const [what, text] of HOSTILE_PROFILES) {
    hostile.push({ what, timeMs: await timeOf(text, mendProfile) });
  }
  const slowest = hostile.toSorted((a, b) => b.timeMs - a.timeMs)[0] ?? { what: "none", timeMs: 0 };
  return [
    { what: "lint of a profile", value: await median(large), unit: "ms", limit: 3, note },
    { what: "lint of a broken profile", value: await median(broken), unit: "ms", limit: 10, note },
    {
      what: `slowest lint of a hostile file (${slowest.what})`,
      value: slowest.timeMs / 1000,
      unit: "s",
      limit: 3,
      note: `up to 9 MB, the slowest of ${hostile.length}`,
    },
  ];
}

async function largeProfile(): Promise<string> {
  const { text } = await generateProfile({
    tool: "intune",
    behaviorMonitoring: "enabled",
    previewKeys: true,
    realTimeProtection: "on",
    cloudProtection: "on",
    tamperProtection: "block",
    organization: "Example",
    identifier: "com.example.bm",
  });
  const exclusions = Array.from(
    { length: 130 },
    (_, i) =>
      `<dict>\n<key>$type</key>\n<string>excludedPath</string>\n<key>isDirectory</key>\n<true/>\n` +
      `<key>path</key>\n<string>/opt/app-${i}/cache</string>\n</dict>\n`,
  );
  const list = `<key>exclusions</key>\n<array>\n${exclusions.join("")}</array>\n`;
  return text.replace("<key>enforcementLevel</key>", `${list}<key>enforcementLevel</key>`);
}

async function timeOf(text: string, next: (linted: LintedProfile) => unknown): Promise<number> {
  const bytes = new TextEncoder().encode(text);
  const startedMs = performance.now();
  await next(await lintProfile({ name: "a.mobileconfig", bytes }));
  return performance.now() - startedMs;
}

async function median(text: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timeOf(text, () => {}));
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
