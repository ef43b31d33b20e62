// Hostile and damaged input: an error with a code, and nothing else is read (these tests have no permission to read
// anything). What is slow for its size never ends here; how fast the rest is, `deno task bench` tells.
import { assert, assertEquals } from "@std/assert";
import { buildBinary } from "plist";
import { HOSTILE_PROFILES } from "../../testing/hostile_profiles.ts";
import { lintProfile } from "./lint_profile.ts";
import { mendProfile } from "./mend_profile.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function lintBytes(bytes: Uint8Array): Promise<Awaited<ReturnType<typeof lintProfile>>["report"]> {
  const linted = await lintProfile({ name: "hostile.mobileconfig", bytes });
  await mendProfile(linted);
  return linted.report;
}

/** A binary property list from its objects, each given as bytes; references take one byte. */
function binaryPlist(objects: readonly (readonly number[])[]): Uint8Array {
  const head = [...encode("bplist00")];
  const offsets: number[] = [];
  const body = objects.flatMap((object, i) => {
    offsets.push(head.length + objects.slice(0, i).reduce((sum, { length }) => sum + length, 0));
    return [...object];
  });
  const u64 = (value: number) => [0, 0, 0, 0, 0, 0, value >> 8, value & 0xff];
  const trailer = [
    0,
    0,
    0,
    0,
    0,
    0,
    2,
    1,
    ...u64(objects.length),
    ...u64(0),
    ...u64(head.length + body.length),
  ];
  return new Uint8Array([
    ...head,
    ...body,
    ...offsets.flatMap((offset) => [offset >> 8, offset & 0xff]),
    ...trailer,
  ]);
}

const ENTITY_BOMB = `<?xml version="1.0"?>
<!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<plist version="1.0"><dict><key>x</key><string>&c;</string></dict></plist>`;
const EXTERNAL_ENTITY = `<?xml version="1.0"?>
<!DOCTYPE plist [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<plist version="1.0"><dict><key>x</key><string>&x;</string></dict></plist>`;
const PARAMETER_ENTITY = EXTERNAL_ENTITY.replace("<!ENTITY x", "<!ENTITY % x");

const UNJUDGED: readonly (readonly [string, string, Uint8Array])[] = [
  ["entities that unfold", "profile/entities-declared", encode(ENTITY_BOMB)],
  ["an external entity", "profile/entities-declared", encode(EXTERNAL_ENTITY)],
  ["an external parameter entity", "profile/entities-declared", encode(PARAMETER_ENTITY)],
  ["deep nesting in XML", "profile/too-deep", encode(`<plist>${"<array>".repeat(100_000)}`)],
  ["deep nesting in JSON", "profile/too-deep", encode(`{"a":${"[".repeat(500_000)}`)],
  ["11 MB of XML", "profile/too-large", encode(`<plist>${"<true/>".repeat(1_600_000)}</plist>`)],
  ["nothing", "profile/not-a-profile", new Uint8Array()],
  ["blanks", "profile/not-a-profile", encode(" \n\t ")],
  ["prose", "profile/not-a-profile", encode("Behavior monitoring is enabled")],
  ["zeros", "profile/not-a-profile", new Uint8Array(5_000)],
  [
    "random bytes",
    "profile/not-a-profile",
    Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff),
  ],
  [
    "bytes that are not UTF-8",
    "profile/unreadable",
    new Uint8Array([...encode("<plist><string>"), 0xc3, 0x28, ...encode("</string></plist>")]),
  ],
  ["an unknown encoding", "profile/unreadable", encode('<?xml version="1.0" encoding="klingon"?><plist/>')],
  ["a binary property list cut short", "profile/unreadable", encode("bplist00").slice()],
  [
    "a binary property list cut in its middle",
    "profile/unreadable",
    new Uint8Array(buildBinary({ a: "b".repeat(100) })).slice(0, 90),
  ],
  ["a binary array that contains itself", "profile/unreadable", binaryPlist([[0xa1, 0]])],
  [
    "a binary property list that unfolds to 10^20 values",
    "profile/unreadable",
    binaryPlist([...Array.from({ length: 20 }, (_, i) => [0xaa, ...Array(10).fill(i + 1)]), [0x09]]),
  ],
  [
    "a binary list that names one value 200,000 times",
    "profile/unreadable",
    binaryPlist([[0xaf, 0x12, 0, 3, 13, 64, ...Array(200_000).fill(1)], [0x10, 1]]),
  ],
  [
    "a binary property list with more objects than bytes",
    "profile/unreadable",
    binaryPlist([[0x09]]).map((byte, i, all) => i === all.length - 20 ? 255 : byte),
  ],
  [
    "a binary text of 60 KB named 200 times",
    "profile/unreadable",
    binaryPlist([[0xaf, 0x10, 200, ...Array(200).fill(1)], [
      0x5f,
      0x11,
      0xea,
      0x60,
      ...Array(60_000).fill(0x61),
    ]]),
  ],
  [
    "a binary array of 4 billion values",
    "profile/unreadable",
    binaryPlist([[0xaf, 0x12, 255, 255, 255, 255], [9]]),
  ],
  [
    "a binary text longer than the file",
    "profile/unreadable",
    binaryPlist([[0x5f, 0x12, 0x7f, 255, 255, 255]]),
  ],
  ["a binary key that is no text", "profile/unreadable", binaryPlist([[0xd1, 1, 1], [0x09]])],
  ["a binary value of no known kind", "profile/unreadable", binaryPlist([[0x70, 0, 0]])],
  [
    "a binary property list nested 200 deep",
    "profile/too-deep",
    binaryPlist([...Array.from({ length: 200 }, (_, i) => [0xa1, i + 1]), [0x09]]),
  ],
  [
    "a binary property list deep in two steps",
    "profile/too-deep",
    binaryPlist([
      [0xaf, 0x10, 120, ...Array.from({ length: 120 }, (_, i) => 120 - i)],
      ...Array.from({ length: 119 }, (_, i) => [0xa1, i + 2]),
      [0x09],
    ]),
  ],
  [
    "a signed message without content",
    "profile/unreadable",
    new Uint8Array([0x30, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]),
  ],
  [
    "a signed message cut short",
    "profile/unreadable",
    new Uint8Array([
      0x30,
      0x82,
      0xff,
      0xff,
      0x06,
      0x09,
      0x2a,
      0x86,
      0x48,
      0x86,
      0xf7,
      0x0d,
      0x01,
      0x07,
      0x02,
      0xa0,
      0x82,
    ]),
  ],
];

for (const [what, code, bytes] of UNJUDGED) {
  Deno.test(`lintProfile() ends on ${what} with ${code}`, async () => {
    const { problem, findings } = await lintBytes(bytes);
    assertEquals(problem?.code, code);
    assertEquals(findings, []);
    assert(problem !== null && problem.hint.length > 0);
  });
}

for (const [what, text] of HOSTILE_PROFILES) {
  Deno.test(`lintProfile() comes to an end on ${what}, and finds something`, async () => {
    const { problem, findings } = await lintBytes(encode(text));
    assert(problem !== null || findings.some(({ severity }) => severity !== "info"));
  });
}

Deno.test("lintProfile() shows control characters of a file by their code", async () => {
  const key = "\u202egnirotinom\u0085";
  const text = `<plist version="1.0"><dict><key>${key}</key><true/></dict></plist>`;
  const { findings } = await lintBytes(encode(text));
  const shown = JSON.stringify(findings);
  assert(!shown.includes("\u202e") && !shown.includes("\u0085"));
  assert(shown.includes("<U+202E>"));
});
