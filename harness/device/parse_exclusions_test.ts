import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import exclusionList from "./fixtures/exclusion_list.txt" with { type: "text" };
import { parseExclusions } from "./parse_exclusions.ts";

function assertUnreadable(input: string): void {
  const { code } = assertThrows(() => parseExclusions(input), HarnessError, undefined, input);
  assertEquals(code, "agent/exclusions-unreadable");
}

Deno.test("parseExclusions() reads every kind, with blanks in paths and who manages it", () => {
  assertEquals(parseExclusions(exclusionList), [
    { kind: "folder", pattern: "/private/tmp/build area/", managed: true },
    { kind: "process", pattern: "clang", managed: false },
    { kind: "extension", pattern: ".o", managed: false },
    { kind: "file", pattern: "/var/log/big.log", managed: false },
  ]);
});

Deno.test("parseExclusions() reads entries fenced one by one and with dashes below their heading", () => {
  const fence = "=".repeat(37);
  assertEquals(
    parseExclusions(
      `${fence}\nExcluded folder\n---\nPath: "/tmp"\n${fence}\nExcluded file\n---\nPath: "/a:b"\n${fence}\n`,
    ),
    [
      { kind: "folder", pattern: "/tmp", managed: false },
      { kind: "file", pattern: "/a:b", managed: false },
    ],
  );
});

Deno.test("parseExclusions() reads short forms and kinds nobody knows", () => {
  assertEquals(parseExclusions('Folder: "/tmp" [managed]\nProcess: bash\nPath: "/x"'), [
    { kind: "folder", pattern: "/tmp", managed: true },
    { kind: "process", pattern: "bash", managed: false },
    { kind: "unknown", pattern: "/x", managed: false },
  ]);
  assertEquals(parseExclusions('Excluded mount [managed]\nPath: "/mnt"'), [
    { kind: "unknown", pattern: "/mnt", managed: true },
  ]);
  assertEquals(parseExclusions("Excluded folder\n/private/tmp"), [
    { kind: "folder", pattern: "/private/tmp", managed: false },
  ]);
});

Deno.test("parseExclusions() knows headings by all of their words, and takes no other for a kind it knows", () => {
  const kindOf = (heading: string, field = 'Path: "/x"') => parseExclusions(`${heading}\n${field}`)[0]?.kind;
  assertEquals(kindOf("Excluded file extension", 'Extension: ".txt"'), "extension");
  assertEquals(kindOf("Excluded File Extensions", 'Extension: ".txt"'), "extension");
  assertEquals(kindOf("Excluded file name", 'File name: "bash"'), "name");
  assertEquals(kindOf("Excluded file name [managed]", 'Name: "bash"'), "name");
  assertEquals(kindOf("Excluded process", 'Process name: "bash"'), "process");
  assertEquals(kindOf("Excluded directory"), "folder");
  for (
    const heading of [
      "Excluded file hash",
      "Excluded folder pattern",
      "Excluded process tree",
      "Excluded path",
      "Excluded",
    ]
  ) {
    assertEquals(kindOf(`${heading} x`), "unknown", heading);
  }
  assertEquals(kindOf("Excluded file", 'Extension: ".txt"'), "unknown");
});

Deno.test("parseExclusions() gives a second pattern below a heading the kind of the heading", () => {
  assertEquals(
    parseExclusions('Excluded folder\nPath: "/a"\nPath: "/b" (global)').map((
      { kind, pattern },
    ) => [kind, pattern]),
    [
      ["folder", "/a"],
      ["folder", "/b"],
    ],
  );
});

Deno.test("parseExclusions() finds an empty list only where the agent says so", () => {
  assertEquals(parseExclusions("No exclusions"), []);
  assertEquals(parseExclusions("user@mac ~ % mdatp exclusion list\nNo exclusions.\nuser@mac ~ %"), []);
  const inputs = [
    "",
    "\n",
    "No exclu",
    "=====",
    "=====\n=====",
    "---",
    "{}",
    "healthy : true",
    "Excluded folder",
    "Excluded folder\nPath:",
    'Excluded folder\nPath: "/tm',
    'Excluded folder\nPath: "/tmp"\n---',
    'Excluded folder\nPath: "/tmp"\n---\nExcluded',
    'Excluded folder\nPath: "/tmp"\n...\n',
    '=====\nExcluded folder\nPath: "/tmp"\n',
    'Excluded folder\nPath: "/tmp"\nsomething else',
    "a\0b",
  ];
  for (const input of inputs) assertUnreadable(input);
});

Deno.test("parseExclusions() refuses every cut of a fenced list", () => {
  const whole = exclusionList.trimEnd();
  // The fence itself may be short: two characters of it are still a fence.
  const fence = whole.lastIndexOf("\n") + 1;
  for (let length = 1; length < fence + 2; length++) assertUnreadable(whole.slice(0, length));
});
