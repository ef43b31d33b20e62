// Profiles of up to 2 MB made to be slow to read, for the linter's tests and its benchmark. Each has something to find.

/** What each is, and its text. */
export const HOSTILE_PROFILES: readonly (readonly [what: string, text: string])[] = [
  ["a million tags that begin", `<plist>${"<".repeat(1_000_000)}`],
  ["comments that never end", `<plist>${"<!--".repeat(400_000)}`],
  ["tags without an end", `<plist>${"<dict ".repeat(300_000)}`],
  ["closing tags only", "</dict>".repeat(250_000)],
  ["open keys only", `<plist><dict>${"<key>a</key>".repeat(150_000)}`],
  [
    "a broken file of thousands of keys",
    `<plist><dict>${"<key>a</key><dict><key>b</key><true/>".repeat(30)}${
      "<key>c</key><true/>".repeat(5_000)
    }</plist>`,
  ],
  ["blanks between broken tags", `<plist><dict>${`<key>a</key>${" ".repeat(10_000)}`.repeat(100)}`],
  ["escapes in an unclosed text of JSON", `{"${'\\"'.repeat(900_000)}`],
  ["quotes in JSON", `{${'"'.repeat(1_900_000)}`],
  [
    "wildcards",
    `<plist><dict><key>antivirusEngine</key><dict><key>exclusions</key><array><dict><key>$type</key><string>excludedPath</string><key>path</key><string>/${
      "*?".repeat(20_000)
    }x</string></dict></array></dict></dict></plist>`,
  ],
  ["an endless key", `<plist><dict><key>${"behaviorMonitoring".repeat(100_000)}</key><true/></dict></plist>`],
  [
    "thousands of unknown keys",
    `<plist><dict>${
      Array.from({ length: 45_000 }, (_, i) => `<key>behaviorM${i}</key><true/>`).join("")
    }</dict></plist>`,
  ],
  [
    "thousands of wrong types",
    `<plist><dict><key>antivirusEngine</key><dict>${
      "<key>behaviorMonitoring</key><true/>".repeat(45_000)
    }</dict></dict></plist>`,
  ],
  [
    "thousands of JSON keys",
    `{${Array.from({ length: 60_000 }, (_, i) => `"behaviorM${i}":true`).join(",")}}`,
  ],
  ["bare ampersands", `<plist><dict><key>${"&".repeat(500_000)}</key><true/></dict></plist>`],
];
