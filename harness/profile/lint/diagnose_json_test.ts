// Broken JSON: the finding names the right line, the probable cause and the mend; certain mends are made.
import { type BrokenCase, explainCase } from "../../testing/explain_case.ts";

const JSON_GOOD = `{
  "antivirusEngine": {
    "enforcementLevel": "real_time",
    "behaviorMonitoring": "enabled"
  }
}
`;

const SLIPS: readonly BrokenCase[] = [
  {
    what: "a comma after the last value",
    broken: JSON_GOOD.replace('"enabled"\n', '"enabled",\n'),
    line: 4,
    says: "comma stands before",
    remedy: "Remove the comma",
    mends: true,
  },
  {
    what: "a comma forgotten",
    broken: JSON_GOOD.replace('"real_time",', '"real_time"'),
    line: 3,
    says: "comma is missing",
    remedy: "Insert a comma",
    mends: true,
  },
  {
    what: "typographic quotes",
    broken: JSON_GOOD.replaceAll('"', "”"),
    line: 2,
    says: "Typographic quotes",
    remedy: "straight quotes",
    mends: true,
    rule: "typographic-quotes",
  },
  {
    what: "a fence of Markdown",
    broken: `\`\`\`json\n${JSON_GOOD}\`\`\`\n`,
    line: 1,
    says: "Markdown",
    remedy: "Remove it",
    mends: true,
  },
  {
    what: "a merge conflict",
    broken: JSON_GOOD.replace("  }\n", "<<<<<<< HEAD\n  }\n=======\n }\n>>>>>>> main\n"),
    line: 5,
    says: "merge conflict",
    remedy: "Settle",
    mends: false,
  },
  {
    what: "what defaults read prints",
    broken: "{\n    antivirusEngine =     {\n        behaviorMonitoring = enabled;\n    };\n}\n",
    line: 2,
    says: "old text form",
    remedy: "plutil",
    mends: false,
  },
  {
    what: "a key without quotes",
    broken: JSON_GOOD.replace('"enforcementLevel"', "enforcementLevel"),
    line: 3,
    says: "without quotes",
    remedy: "double quotes",
    mends: false,
  },
  {
    what: "a comment",
    broken: JSON_GOOD.replace("{\n", "{\n  // managed\n"),
    line: 2,
    says: "comment",
    remedy: "no comments",
    mends: false,
  },
  {
    what: "single quotes",
    broken: JSON_GOOD.replaceAll('"', "'"),
    line: 2,
    says: "single quotes",
    remedy: "double quotes",
    mends: false,
  },
  {
    what: "a brace forgotten",
    broken: JSON_GOOD.trimEnd().slice(0, -1),
    line: 5,
    says: "still open",
    remedy: "add }",
    mends: false,
  },
  {
    what: "Python's True",
    broken: JSON_GOOD.replace('"enabled"', '"enabled",\n    "scanArchives": True'),
    line: 5,
    says: '"True" is no word of JSON',
    remedy: "Write true",
    mends: true,
  },
  {
    what: "the old text form of a property list",
    broken: "{\n  antivirusEngine = { behaviorMonitoring = enabled; };\n}\n",
    line: 2,
    says: "",
    remedy: "",
    mends: false,
  },
];

for (const broken of SLIPS) {
  Deno.test(`lintProfile() explains ${broken.what} in mdatp_managed.json`, () =>
    explainCase("mdatp_managed.json", broken));
}
