// Reading: formats told apart, values and exact places, breaches of the property list form.
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { buildBinary } from "plist";
import { HarnessError } from "../../model/harness_error.ts";
import { lintProfile } from "../lint/lint_profile.ts";
import { toPlainValue, valueAt } from "../words/profile_node.ts";
import { readProfile } from "./read_profile.ts";
import { lineStartsOf, positionAt } from "../words/text_position.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = "a.plist") => readProfile({ name, bytes: encode(text) });
const plist = (inner: string) => `<plist version="1.0"><dict>${inner}</dict></plist>`;

Deno.test("readProfile() reads every kind of value of an XML property list", async () => {
  const { root, format } = await read(plist(
    "<key>s</key><string>a &amp; b&#10;&lt;</string><key>e</key><string/><key>i</key><integer>-7</integer>" +
      "<key>h</key><integer>0x10</integer><key>r</key><real>1.5</real><key>t</key><true/><key>f</key><false></false>" +
      "<key>d</key><date>2026-01-31T00:00:00Z</date><key>b</key><data> QUJD\n RA== </data>" +
      "<key>a</key><array><string>x</string><dict/></array><key>c</key><string><![CDATA[<raw> & ]]></string>",
  ));
  assertEquals(format, "xml");
  assert(root !== null);
  assertEquals(toPlainValue(root), {
    s: "a & b\n<",
    e: "",
    i: -7,
    h: 16,
    r: 1.5,
    t: true,
    f: false,
    d: "2026-01-31T00:00:00Z",
    b: "QUJDRA==",
    a: ["x", {}],
    c: "<raw> & ",
  });
});

Deno.test("readProfile() keeps a key __proto__ as a key", async () => {
  const { root } = await read(plist("<key>__proto__</key><dict><key>polluted</key><true/></dict>"));
  assert(root?.kind === "dict");
  assertEquals(root.entries[0]?.key, "__proto__");
  assertEquals(({} as Record<string, unknown>)["polluted"], undefined);
});

for (const newline of ["\n", "\r\n", "\r"]) {
  Deno.test(`readProfile() gives the exact place of keys and values with ${JSON.stringify(newline)} between lines`, async () => {
    const text = [
      '<?xml version="1.0"?>',
      '<plist version="1.0">',
      "<dict>",
      "  <key>ä😀</key>",
      "\t<dict><key>b</key>  <true/></dict>",
      "</dict>",
      "</plist>",
    ].join(newline);
    const { root } = await read(text);
    const node = root === null ? null : valueAt(root, ["ä😀", "b"]);
    assert(node !== null && root?.kind === "dict");
    assertEquals(text.slice(node.span.start, node.span.end), "<true/>");
    assertEquals(positionAt(lineStartsOf(text), node.span.start), { line: 5, column: 22 });
    const [entry] = root.entries;
    assert(entry !== undefined);
    assertEquals(text.slice(entry.keySpan.start, entry.keySpan.end), "<key>ä😀</key>");
    assertEquals(positionAt(lineStartsOf(text), entry.keySpan.start), { line: 4, column: 3 });
  });
}

Deno.test("readProfile() gives the exact place of JSON's keys and values", async () => {
  const text = '{\n  "antivirusEngine": { "behaviorMonitoring":\n    "enabled" }\n}';
  const { root, format } = await read(text, "mdatp_managed.json");
  const node = root === null ? null : valueAt(root, ["antivirusEngine", "behaviorMonitoring"]);
  assertEquals(format, "json");
  assertEquals(positionAt(lineStartsOf(text), node?.span.start ?? 0), { line: 3, column: 5 });
});

for (
  const [what, bytes] of [
    ["a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, ...encode(plist("<key>ä</key><true/>"))])],
    [
      "UTF-16 with a byte order mark",
      utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${plist("<key>ä</key><true/>")}`),
    ],
    [
      "UTF-16 without a byte order mark",
      utf16(`<?xml version="1.0" encoding="UTF-16"?>${plist("<key>ä</key><true/>")}`),
    ],
    [
      "Latin-1 as declared",
      new Uint8Array(
        [...`<?xml version="1.0" encoding="ISO-8859-1"?>${plist("<key>ä</key><true/>")}`].map((sign) =>
          sign.charCodeAt(0)
        ),
      ),
    ],
    ["UTF-8 without a word", encode(plist("<key>ä</key><true/>"))],
  ] as const
) {
  Deno.test(`readProfile() reads ${what}`, async () => {
    const { root } = await readProfile({ name: "a.plist", bytes });
    assertEquals(root === null ? null : toPlainValue(root), { ä: true });
  });
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  [...text].forEach((sign, i) => view.setUint16(i * 2, sign.charCodeAt(0), true));
  return bytes;
}

Deno.test("readProfile() keeps every key of a binary dictionary, whatever its name, and the kind of each number", async () => {
  // Two keys "a" (1, then 2.0) and one "__proto__" (-1), as no library would write them.
  const objects = [
    [0xd3, 1, 1, 2, 3, 4, 5],
    [0x51, 0x61],
    [0x59, ...encode("__proto__")],
    [0x10, 1],
    [0x23, 0x40, 0, 0, 0, 0, 0, 0, 0],
    [0x13, 255, 255, 255, 255, 255, 255, 255, 255],
  ];
  const body = [...encode("bplist00"), ...objects.flat()];
  const offsets = objects.map((_, i) => 8 + objects.slice(0, i).flat().length);
  const trailer = new Uint8Array(32);
  trailer.set([1, 1], 6);
  trailer[15] = objects.length;
  trailer[31] = body.length;
  const bytes = new Uint8Array([...body, ...offsets, ...trailer]);
  const { root } = await readProfile({ name: "a.plist", bytes });
  assert(root?.kind === "dict");
  assertEquals(
    root.entries.map(({ key, value }) => [key, value.kind, "value" in value ? value.value : null]),
    [["a", "integer", 1], ["a", "real", 2], ["__proto__", "integer", -1]],
  );
});

Deno.test("readProfile() reads a binary property list, and its findings have no line", async () => {
  const value = {
    antivirusEngine: {
      behaviorMonitoring: true,
      scanHistoryMaximumItems: 70000,
      list: ["ä", 1.5],
      when: new Date(0),
      blob: new Uint8Array([1, 2, 3]),
    },
  };
  const bytes = new Uint8Array(buildBinary(value));
  const { root, format, text } = await readProfile({ name: "a.plist", bytes });
  assertEquals([format, text], ["binary", null]);
  assert(root !== null);
  assertEquals(toPlainValue(root), {
    antivirusEngine: {
      behaviorMonitoring: true,
      scanHistoryMaximumItems: 70000,
      list: ["ä", 1.5],
      when: "1970-01-01T00:00:00Z",
      blob: "AQID",
    },
  });
  const { report } = await lintProfile({ name: "a.plist", bytes });
  const finding = report.findings.find(({ rule }) => rule === "boolean-not-string");
  assertEquals([finding?.line, finding?.fixable, finding?.path], [
    null,
    false,
    "antivirusEngine.behaviorMonitoring",
  ]);
});

for (
  const [what, inner, words] of [
    ["a value without a key", "<true/>", "without a <key>"],
    ["a key without a value", "<key>a</key>", 'Key "a" has no value'],
    ["two keys in a row", "<key>a</key><key>b</key><true/>", 'Key "a" has no value'],
    ["an element nobody knows", "<key>a</key><bool>true</bool>", "<bool> is no element"],
    ["an element in capitals", "<key>a</key><String>x</String>", "<String> is no element"],
    ["an integer that is none", "<key>a</key><integer>ten</integer>", "no whole number"],
    ["an empty number", "<key>a</key><real/>", "no number"],
    ["a date that is none", "<key>a</key><date>tomorrow</date>", "no date"],
    ["loose text", "<key>a</key><true/>hello", 'Text "hello" stands loose'],
    ["an element in a text", "<key>a</key><string>x<true/></string>", "stands inside <string>"],
  ] as const
) {
  Deno.test(`readProfile() reports ${what} with its place`, async () => {
    const { findings } = await read(plist(inner));
    assertEquals(findings.length > 0, true);
    assertStringIncludes(findings.map(({ what }) => what).join("\n"), words);
    assertEquals(findings.every(({ rule, span }) => rule === "not-a-property-list" && span !== null), true);
  });
}

Deno.test("readProfile() says from which line on a text is not in its encoding", async () => {
  const bytes = Uint8Array.from([...`<plist>\n<!-- Müller -->\n`], (sign) => sign.charCodeAt(0));
  await assertRejects(
    () => readProfile({ name: "a", bytes }),
    HarnessError,
    "not valid utf-8 text, from line 2 on",
  );
});

Deno.test("readProfile() reads keys alone, as Intune takes them, with their places and a word on it", async () => {
  const text = "\n<key>a</key>\n<dict>\n<key>b</key><true/>\n</dict>\n";
  const { root, findings, broken } = await read(text);
  assert(root !== null && broken === null);
  assertEquals(toPlainValue(root), { a: { b: true } });
  const inner = valueAt(root, ["a", "b"]);
  assertEquals(text.slice(inner?.span.start, inner?.span.end), "<true/>");
  assertEquals(findings.map(({ severity, rule }) => `${severity} ${rule}`), ["warning not-a-property-list"]);
  assertEquals((await read("<key>a</key><dict>")).broken === null, false);
});

Deno.test("readProfile() reports XML that has no plist element, and one with two values", async () => {
  const bare = await read("<dict><key>a</key><true/></dict>");
  assertStringIncludes(bare.findings[0]?.what ?? "", "no <plist>");
  const two = await read("<plist><dict/><dict/></plist>");
  assertStringIncludes(two.findings[0]?.what ?? "", "second value");
});
