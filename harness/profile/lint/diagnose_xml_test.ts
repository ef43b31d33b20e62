// Broken XML: the finding names the right line, the probable cause and the mend; certain mends are made.
import { type BrokenCase, explainCase } from "../../testing/explain_case.ts";

const GOOD = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
  <key>antivirusEngine</key>
  <dict>
    <key>behaviorMonitoring</key>
    <string>enabled</string>
  </dict>
  <key>features</key>
  <dict>
    <key>behaviorMonitoring</key>
    <string>enabled</string>
  </dict>
</dict>
</plist>
`;

const lose = (text: string, nth: number, part: string) =>
  text.split(part).reduce((sum, piece, i) => i === 0 ? piece : sum + (i === nth ? "" : part) + piece, "");

const XML: readonly BrokenCase[] = [
  {
    what: "a section never closed",
    broken: lose(GOOD, 1, "  </dict>\n"),
    line: 7,
    says: "still open",
    remedy: "Insert </dict>",
    mends: true,
  },
  {
    what: "the last section never closed",
    broken: lose(GOOD, 2, "  </dict>\n"),
    line: 12,
    says: "</plist> stands where </dict> is due",
    remedy: "Insert </dict>",
    mends: true,
  },
  {
    what: "a section never closed in a file without indentation",
    broken: lose(GOOD.replaceAll(/^ +/gm, ""), 1, "</dict>\n"),
    line: 14,
    says: "</plist> stands where </dict> is due: <dict> of line 3 is still open",
    remedy: "Close <dict> of line 3",
    mends: false,
  },
  {
    what: "a section never closed beside a key whose indentation is wrong",
    broken: lose(
      GOOD.replace("  </dict>\n", "  <key>enforcementLevel</key>\n  <string>real_time</string>\n  </dict>\n"),
      2,
      "  </dict>\n",
    ),
    line: 16,
    says: "<dict> of line 3 is still open",
    remedy: "Close <dict> of line 3",
    mends: false,
  },
  {
    what: "a closing tag that two elements could lack",
    broken: GOOD.replace("<string>enabled</string>", "<string>\n    <true/>"),
    line: 8,
    says: "<true> stands inside <string> of line 7",
    remedy: "Close <string> of line 7",
    mends: false,
  },
  {
    what: "plist never closed",
    broken: GOOD.replace("</plist>\n", ""),
    line: 14,
    says: "The file ends while <plist>",
    remedy: "Insert </plist>",
    mends: true,
  },
  {
    what: "plist closed too early",
    broken: GOOD.replace("</dict>\n</plist>", "</plist>\n</dict>"),
    line: 14,
    says: "</plist> stands where </dict> is due",
    remedy: "</plist>",
    mends: true,
  },
  {
    what: "a section closed twice",
    broken: GOOD.replace("  </dict>\n  <key>features", "  </dict>\n  </dict>\n  <key>features"),
    line: 9,
    says: "</dict>",
    remedy: "emove </dict>",
    mends: true,
  },
  {
    what: "a slash forgotten",
    broken: GOOD.replace("enabled</string>", "enabled<string>"),
    line: 7,
    says: "inside <string> of line 7",
    remedy: "rite </string>",
    mends: true,
  },
  {
    what: "a closing tag of another element",
    broken: GOOD.replace("enabled</string>", "enabled</key>"),
    line: 7,
    says: "</key> stands where </string> is due",
    remedy: "rite </string>",
    mends: true,
  },
  {
    what: "a closing tag with letters swapped",
    broken: GOOD.replace("enabled</string>", "enabled</stirng>"),
    line: 7,
    says: "</stirng> stands where </string> is due",
    remedy: "rite </string>",
    mends: true,
  },
  {
    what: "a closing tag in capitals",
    broken: GOOD.replace("</dict>", "</Dict>"),
    line: 8,
    says: "</Dict> stands where </dict> is due",
    remedy: "rite </dict>",
    mends: true,
  },
  {
    what: "more slips than are mended one by one",
    broken: GOOD.replace(
      "  <key>features",
      `${"  <key>a</key>\n  <string>b<string>\n".repeat(11)}  <key>features`,
    ),
    line: 10,
    says: "inside <string> of line 10",
    remedy: "Close <string> of line 10",
    mends: false,
  },
  {
    what: "a tag cut off",
    broken: GOOD.replace("enabled</string>", "enabled</string"),
    line: 7,
    says: 'has no ">"',
    remedy: 'omplete the tag with ">"',
    mends: true,
  },
  {
    what: "a key never closed",
    broken: GOOD.replace("features</key>", "features"),
    line: 9,
    says: "inside <key> of line 9",
    remedy: "nsert </key>",
    mends: true,
  },
  {
    what: "a file cut off",
    broken: GOOD.slice(0, GOOD.indexOf("  <key>features")),
    line: 8,
    says: "The file ends while",
    remedy: "",
    mends: false,
  },
  {
    what: "an opening tag lost",
    broken: lose(GOOD, 2, "  <dict>\n"),
    line: 9,
    says: "",
    remedy: "nsert <dict>",
    mends: true,
  },
  {
    what: "a bare ampersand",
    broken: GOOD.replace(
      "<dict>\n",
      "<dict>\n  <key>edr</key><dict><key>groupIds</key><string>R&D</string></dict>\n",
    ),
    line: 4,
    says: 'bare "&"',
    remedy: "&amp;",
    mends: true,
  },
  {
    what: "an entity of HTML",
    broken: GOOD.replace("enabled", "enabled&nbsp;"),
    line: 7,
    says: 'no entity "&nbsp;"',
    remedy: "character itself",
    mends: false,
  },
  {
    what: "a blank line before the declaration",
    broken: `\n${GOOD}`,
    line: 1,
    says: "before the XML declaration",
    remedy: "Remove everything before",
    mends: true,
  },
  {
    what: "a fence of Markdown",
    broken: `\`\`\`xml\n${GOOD}\`\`\`\n`,
    line: 1,
    says: "Markdown",
    remedy: "Remove it",
    mends: true,
  },
  {
    what: "backslashes before tags",
    broken: GOOD.replaceAll("<", "\\<").replaceAll(">", "\\>"),
    line: 1,
    says: "backslashes",
    remedy: "as it is shown",
    mends: false,
  },
  {
    what: "a difference between two versions",
    broken: `--- a/x\n+++ b/x\n@@ -1 +1 @@\n${GOOD.replaceAll(/^/gm, "+")}`,
    line: 1,
    says: "difference between two versions",
    remedy: "Give the file itself",
    mends: false,
  },
  {
    what: "a merge conflict",
    broken: GOOD.replace(
      "  <key>features</key>\n",
      "<<<<<<< HEAD\n  <key>features</key>\n=======\n>>>>>>> main\n",
    ),
    line: 9,
    says: "merge conflict",
    remedy: "Settle",
    mends: false,
  },
  {
    what: "words before the declaration",
    broken: `Here is the profile:\n${GOOD}`,
    line: 1,
    says: "before the XML declaration",
    remedy: "Remove everything before",
    mends: false,
  },
  {
    what: "typographic quotes around an attribute",
    broken: GOOD.replace('version="1.0">', "version=“1.0”>"),
    line: 2,
    says: "typographic quotes",
    remedy: 'version="1.0"',
    mends: true,
    rule: "typographic-quotes",
  },
];

for (const broken of XML) {
  Deno.test(`lintProfile() explains ${broken.what} in com.microsoft.wdav.plist`, () =>
    explainCase("com.microsoft.wdav.plist", broken));
}
