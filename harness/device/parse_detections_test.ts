import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import threatJson from "./fixtures/threat_list_json.txt" with { type: "text" };
import threatText from "./fixtures/threat_list.txt" with { type: "text" };
import { parseDetections } from "./parse_detections.ts";

const EICAR = {
  id: "0b9b1c9e-0000-4000-8000-000000000001",
  name: "Virus:DOS/EICAR_Test_File",
  type: "virus",
};
const CHANGE_FILE = {
  id: "0b9b1c9e-0000-4000-8000-000000000002",
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
};
const ENTRY = 'Id: "a"\nName: Behavior:MacOS/X\nType: "behavior"\n' +
  'Detection time: Tue Aug 26 11:26:41 2025\nStatus: "quarantined"\n';

function assertUnreadable(input: string | Uint8Array, because?: string): void {
  const { code } = assertThrows(() => parseDetections(input), HarnessError);
  assertEquals(code, "agent/detections-unreadable", because);
}

Deno.test("parseDetections() reads the text form, oldest first", () => {
  assertEquals(parseDetections(threatText), [
    { ...EICAR, status: "quarantined", detectedAt: "2025-06-01T09:05:00" },
    { ...CHANGE_FILE, status: "quarantined", detectedAt: "2025-10-15T23:59:59" },
  ]);
});

Deno.test("parseDetections() takes the newest status and the earliest time from JSON", () => {
  assertEquals(parseDetections(threatJson), [
    // What was done to it later is no new detection.
    { ...EICAR, status: "removed", detectedAt: "2025-10-09T08:53:20.000Z" },
    { ...CHANGE_FILE, status: "quarantined", detectedAt: "2025-10-15T21:59:59.000Z" },
  ]);
});

Deno.test("parseDetections() gives an entry once that several scans list", () => {
  const entry =
    '{"threat":{"tracking_id":"a","name":"X:Y/Z","type":"x"},"history":[{"key":1,"value":"active"}]}';
  const json = `{"threats":{"scans":[{"threats":[${entry}]},{"threats":[${entry}]}]}}`;
  assertEquals(parseDetections(json), [{
    id: "a",
    name: "X:Y/Z",
    type: "x",
    status: "active",
    detectedAt: "1",
  }]);
});

Deno.test("parseDetections() compares times of JSON as numbers", () => {
  const history = '[{"key":"999","value":"old"},{"key":"1000","value":"new"}]';
  const json = `{"threats":{"scans":[{"threats":[{"threat":{"name":"A:B/C"},"history":${history}}]}]}}`;
  assertEquals(parseDetections(json)[0]?.status, "new");
  // Seconds and milliseconds beside each other.
  const mixed = history.replace("999", "1756200400000").replace("1000", "1756200401");
  assertEquals(parseDetections(json.replace(history, mixed))[0]?.status, "new");
});

Deno.test("parseDetections() accepts the variants that documents and people print", () => {
  const variants = [
    ENTRY.replace("Id:", "ID:"),
    ENTRY.replace("Behavior:MacOS", "Behavior: MacOS"),
    ENTRY.replace("Behavior:MacOS", "Behavior:\tMacOS"),
    ENTRY.replaceAll("\n", "\n\n"),
    ENTRY.replaceAll("\n", "\r\n"),
    ENTRY.replaceAll('"', "“"),
    ENTRY.trimEnd(),
    `user@mac ~ % sudo mdatp threat list\n${ENTRY}user@mac ~ % `,
    `ATTENTION: No license found.\n${ENTRY}`,
    `Output of yesterday\n${ENTRY}`,
    `${ENTRY}Path: "/bin/bash"\nSHA256: "00ff"\n`,
    `${ENTRY}Path: "/a/path/that/the/terminal/wra\npped"\n`,
    ENTRY.replace("Name: Behavior:MacOS/X", 'Name: "Behavior:MacOS/X"'),
    ENTRY.split("\n").map((line) => `    ${line}`).join("\n"),
  ];
  for (const variant of variants) {
    const [detection, ...others] = parseDetections(variant);
    assertEquals(others, []);
    assertEquals(detection, {
      id: "a",
      name: "Behavior:MacOS/X",
      type: "behavior",
      status: "quarantined",
      detectedAt: "2025-08-26T11:26:41",
    }, variant);
  }
});

Deno.test("parseDetections() separates entries also where the dashes are missing", () => {
  assertEquals(parseDetections(ENTRY + ENTRY.replace('"a"', '"b"')).map(({ id }) => id), ["a", "b"]);
});

Deno.test("parseDetections() reads a time in every form that can mean one moment only", () => {
  for (
    const [time, detectedAt] of [
      ["2025-08-26 11:26:41", "2025-08-26T11:26:41"],
      ["2025-08-26T11:26:41.123456", "2025-08-26T11:26:41"],
      ["2025-08-26T11:26:41Z", "2025-08-26T11:26:41.000Z"],
      ["2025-08-26 11:26:41 +0200", "2025-08-26T09:26:41.000Z"],
      ["2025-08-26T11:26:41-07:00", "2025-08-26T18:26:41.000Z"],
      ["Aug 26, 2025 at 11:26:41 PM", "2025-08-26T23:26:41"],
      ["1756200401", "2025-08-26T09:26:41.000Z"],
    ] as const
  ) {
    assertEquals(parseDetections(ENTRY.replace("Tue Aug 26 11:26:41 2025", time))[0]?.detectedAt, detectedAt);
  }
});

Deno.test("parseDetections() keeps a time it does not understand as printed", () => {
  for (
    const time of ["26.08.2025 11:26", "8/9/25, 11:26:41 AM", "Di Aug 26 11:26:41 2025", "2 minutes ago"]
  ) {
    assertEquals(parseDetections(ENTRY.replace("Tue Aug 26 11:26:41 2025", time))[0]?.detectedAt, time);
  }
  for (const time of ["2025-02-30 11:26:41", "2025-08-26T11:26:41+25:00", "2025-08-26 11:26:41 CEST"]) {
    assertEquals(parseDetections(ENTRY.replace("Tue Aug 26 11:26:41 2025", time))[0]?.detectedAt, time);
  }
  for (const time of ["Tue Aug 32 11:26:41 2025", "Tue Aug 26 25:26:41 2025"]) {
    assertEquals(parseDetections(ENTRY.replace("Tue Aug 26 11:26:41 2025", time))[0]?.detectedAt, time);
  }
});

Deno.test("parseDetections() finds an empty list only where the agent says so", () => {
  for (const empty of ["No threats", "No threats\n", "user@mac ~ % mdatp threat list\nNo threats.\n"]) {
    assertEquals(parseDetections(empty), []);
  }
  assertEquals(parseDetections('{"threats":{"scans":[]}}'), []);
  assertEquals(parseDetections('{"threats":{"scans":[{"threats":[]}]}}'), []);
  assertEquals(parseDetections("ATTENTION: No license found.\nNo threats"), []);
});

Deno.test("parseDetections() refuses what is no list", () => {
  const inputs = [
    "",
    "\n\n",
    "No threats were checked because the daemon does not run",
    "No thr",
    "{}",
    "[]",
    "null",
    '{"threats":[]}',
    '{"threats":null}',
    '{"threats":{"scans":null}}',
    '{"threats":{"scans":[null]}}',
    '{"threats":{"scans":[{}]}}',
    '{"threats":{"scans":[{"threats":[{}]}]}}',
    '{"threats":{"scans":[{"threats":[{"threat":{"name":"A:B/C"}}]}]}}',
    '{"threats":{"scans":[{"threats":[{"threat":{"name":"A:B/C"},"history":[{}]}]}]}}',
    '{"threats":{"scans":[{"threats":[{"threat":{},"history":[]}]}]}}',
    "healthy : true\nlicensed : true",
    "Expected one of:\n  list   List threats",
    "user@mac ~ % mdatp threat list",
    "---",
    "\0\0\0",
    `No threats\n${ENTRY}\0`,
  ];
  for (const input of inputs) assertUnreadable(input, input.slice(0, 60));
  assertUnreadable(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
});

Deno.test("parseDetections() refuses a list with an elision or a line that does not belong", () => {
  assertUnreadable(`${ENTRY}...\n---\n${ENTRY}`);
  assertUnreadable(`${ENTRY}---\nand many more\n---\n${ENTRY}`);
  assertUnreadable(`${ENTRY}what now\n`);
});

Deno.test("parseDetections() refuses every cut within an entry", () => {
  const first = threatText.indexOf("---");
  for (let length = 1; length < threatText.length; length++) {
    const cut = threatText.slice(0, length);
    // Exactly at the end of an entry nothing shows the cut; behind it, the separator does.
    const endsEntry = /Status: "quarantined"\s*$/.test(cut) || cut === threatText.slice(0, -1);
    if (endsEntry) assertEquals(parseDetections(cut).length, length <= first ? 1 : 2);
    else assertUnreadable(cut, JSON.stringify(cut.slice(-30)));
  }
});

Deno.test("parseDetections() refuses every cut of JSON", () => {
  const whole = threatJson.trim();
  for (let length = 1; length < whole.length; length++) assertUnreadable(whole.slice(0, length), `${length}`);
});

Deno.test("parseDetections() reads entries without id and time when no entry has them", () => {
  const [detection] = parseDetections(
    'Name: Virus:DOS/X\nType: "virus"\nStatus: "quarantined"\nPath: "/x"\n',
  );
  assertEquals(detection, {
    id: null,
    name: "Virus:DOS/X",
    type: "virus",
    status: "quarantined",
    detectedAt: null,
  });
  assertUnreadable(`${ENTRY}---\nName: Virus:DOS/X\nType: "virus"\nStatus: "quarantined"\n`);
});
