// The linter's speed line: 1,000 profiles of 20 KB in at most 3 s on one core ("deno bench"; n/iter is one profile,
// so the line is 3 ms).
import { generateProfile } from "../write/generate_profile.ts";
import { lintProfile } from "./lint_profile.ts";

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
const exclusion = (i: number) =>
  `<dict>\n<key>$type</key>\n<string>excludedPath</string>\n<key>isDirectory</key>\n<true/>\n<key>path</key>\n<string>/opt/app-${i}/cache</string>\n</dict>\n`;
const exclusions = `<key>exclusions</key>\n<array>\n${
  Array.from({ length: 130 }, (_, i) => exclusion(i)).join("")
}</array>\n`;
const large = text.replace("<key>enforcementLevel</key>", `${exclusions}<key>enforcementLevel</key>`);
const encode = (profile: string) => new TextEncoder().encode(profile);

Deno.bench(
  `lintProfile() on a profile of ${Math.round(large.length / 1000)} KB`,
  { baseline: true },
  async () => {
    await lintProfile({ name: "a.mobileconfig", bytes: encode(large) });
  },
);

Deno.bench("lintProfile() on a generated profile", async () => {
  await lintProfile({ name: "a.mobileconfig", bytes: encode(text) });
});

Deno.bench("lintProfile() on a broken profile of that size", async () => {
  await lintProfile({
    name: "a.mobileconfig",
    bytes: encode(large.replace("</array>\n<key>enf", "<key>enf")),
  });
});
