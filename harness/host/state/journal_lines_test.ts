import { assertEquals, assertThrows } from "@std/assert";
import type { JournalEntry } from "../../ports/state_store.ts";
import { JOURNAL_VERSION, type JournalLine, openEntries, parseJournal } from "./journal_lines.ts";

const ENTRY: JournalEntry = {
  id: 1,
  runId: "run-a",
  agentPath: "/usr/local/bin/mdatp",
  platform: "darwin",
  simulatedProfile: null,
  at: "2026-01-05T03:00:00.000Z",
  kept: false,
  intent: { kind: "setting", setting: "behavior-monitoring", from: "disabled", to: "enabled" },
};
const OPEN: JournalLine = { kind: "open", entry: ENTRY };

function text(...lines: readonly unknown[]): string {
  return lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
}

Deno.test("parseJournal() reads lines of its version, and those of before the versions had numbers", () => {
  const content = parseJournal(
    text(OPEN, { version: JOURNAL_VERSION, kind: "close", id: 1 }, { ...OPEN, entry: { ...ENTRY, id: 2 } }),
  );
  assertEquals([openEntries(content.lines).map(({ id }) => id), content.isTorn], [[2], false]);
  assertEquals(parseJournal(""), { lines: [], isTorn: false });
});

Deno.test("parseJournal() drops a last line that a crash cut short, and says so", () => {
  const { lines, isTorn } = parseJournal(`${text(OPEN)}{"kind":"clo`);
  assertEquals([lines.length, isTorn], [1, true]);
});

Deno.test("parseJournal() refuses whatever it does not know, and says which line it is", () => {
  const odd: readonly (readonly [unknown, string])[] = [
    ["null", "line 2 is no entry"],
    ["", "line 2 is no JSON"],
    ["7", "line 2 is no entry"],
    ["[]", "line 2 is no entry"],
    ["what is this", "line 2 is no JSON"],
    [{ ...OPEN, version: 2 }, "line 2 is of version 2"],
    [{ version: 1, kind: "undo", id: 1 }, "line 2 is of a kind"],
    [{ kind: "close" }, "line 2 is of a kind"],
    [{ kind: "close", id: "1" }, "line 2 is of a kind"],
    [{ kind: "close", id: 9 }, "closes an entry 9"],
    [OPEN, "two entries 1"],
    ...[
      { intent: { kind: "network" } },
      { intent: { ...ENTRY.intent, setting: "tamper-protection" } },
      { intent: { ...ENTRY.intent, from: null } },
      { intent: { kind: "file", path: "relative" } },
      { intent: null },
      { agentPath: "mdatp" },
      { platform: "windows" },
      { kept: "no" },
      { id: 0 },
    ].map((change) =>
      [{ kind: "open", entry: { ...ENTRY, id: 2, ...change } }, "line 2 holds an intent"] as const
    ),
  ];
  for (const [line, why] of odd) assertThrows(() => parseJournal(text(OPEN, line)), Error, why);
});

Deno.test("parseJournal() takes a folder for one of a workload by its name only", () => {
  const of = (path: string) => text({ ...OPEN, entry: { ...ENTRY, intent: { kind: "folder", path } } });
  const path = "/Users/a/bmverify-workload-0123456789abcdef";
  assertEquals(openEntries(parseJournal(of(path)).lines)[0]?.intent, { kind: "folder", path });
  for (
    const other of ["/", "/etc", "/Users/a", "bmverify-workload-0123456789abcdef", `${path}/..`, `${path}0`]
  ) {
    assertThrows(() => parseJournal(of(other)), Error, "an intent that this version does not know");
  }
});
