import { assertEquals } from "@std/assert";
import type { Detection } from "../../model/detection.ts";
import { FAKE_START_MS } from "../../testing/fake_clock.ts";
import { dateAt, demonstrationEntry } from "../../testing/fake_run.ts";
import { EntryLedger } from "./entry_ledger.ts";
import { placeEntries } from "./place_entries.ts";

interface Case {
  readonly name: string;
  /** Listings, with the moment at which each was asked for, and by how much the clock was off by then. */
  readonly listings: readonly (readonly [atMs: number, detections: readonly Detection[], clockMs?: number])[];
  readonly starts?: readonly (number | null)[];
  readonly utcOffsetMinutes?: number;
  /** `id attempt placing` of every entry that is put down to an attempt. */
  readonly placed: readonly string[];
}

const START_MS = 10_000;
const OLD = demonstrationEntry("old", -86_400_000);
const OLDER = demonstrationEntry("older", -2 * 86_400_000);
const OLDEST = demonstrationEntry("oldest", -3 * 86_400_000);
const NEW = demonstrationEntry("new", START_MS + 500);
const EARLY = demonstrationEntry("early", START_MS - 1_500);
const BEFORE = [OLD];
const AFTER = [OLD, NEW];
const HOUR_OLD = demonstrationEntry("hour-old", START_MS - 3_600_000);
const NAMELESS: Detection = { ...NEW, id: null };
const ANSWER_MS = 40;
const moved = (entry: Detection, byMs: number): Detection => ({
  ...entry,
  detectedAt: dateAt(Date.parse(`${entry.detectedAt}Z`) + byMs - FAKE_START_MS),
});
const HOUR_MS = 3_600_000;

const CASES: readonly Case[] = [
  { name: "a new one", listings: [[9_000, [OLD]], [10_700, [OLD, NEW]]], placed: ["new 0 in-window"] },
  {
    name: "the same one twice in a listing, and in every other order",
    listings: [[9_000, [OLD, OLDER]], [10_700, [NEW, OLDER, NEW, OLD]], [11_000, [OLD, NEW]]],
    placed: ["new 0 in-window"],
  },
  {
    name: "an old list that comes back after it was gone",
    listings: [[9_000, []], [10_700, [OLDER, OLD, NEW]]],
    placed: ["older 0 dated-elsewhere", "old 0 dated-elsewhere", "new 0 in-window"],
  },
  {
    name: "one dated two seconds before the trigger, and one dated three",
    listings: [[9_000, []], [10_700, [
      demonstrationEntry("two", START_MS - 2_000),
      demonstrationEntry("three", START_MS - 3_000),
    ]]],
    placed: ["two 0 in-window", "three 0 dated-elsewhere"],
  },
  {
    name: "one whose two forms differ by a second, listed on and on in the second of them",
    listings: [
      [9_000, []],
      [10_700, [NEW]],
      [11_000, [{ ...NEW, detectedAt: `${dateAt(START_MS - 500)}Z` }]],
      [11_500, [moved(NEW, -1_000)]],
      [12_000, [moved(NEW, -1_000)]],
    ],
    placed: ["new 0 in-window"],
  },
  {
    name: "one of an hour before that is dated to now, and stays so while something else comes",
    listings: [
      [9_000, [HOUR_OLD]],
      [10_700, [moved(HOUR_OLD, HOUR_MS + 1_000)]],
      [11_500, [moved(HOUR_OLD, HOUR_MS + 1_000), { ...OLD, name: "Virus:DOS/EICAR_Test_File" }]],
    ],
    placed: ["hour-old 0 dated-elsewhere", "old 0 dated-elsewhere"],
  },
  {
    name: "all entries moved by one hour",
    listings: [[9_000, [OLDER, OLD]], [10_700, [OLDER, OLD, NEW].map((entry) => moved(entry, HOUR_MS))]],
    placed: ["new 0 in-window"],
  },
  {
    name: "all entries moved by some odd time",
    listings: [[9_000, [OLDER, OLD]], [10_700, [OLDER, OLD, NEW].map((entry) => moved(entry, 12_345_000))]],
    placed: ["new 0 in-window"],
  },
  {
    name: "all entries but one moved by one hour, and that one has an own new time",
    listings: [
      [9_000, [OLDEST, OLDER, OLD]],
      [10_700, [moved(OLDEST, 7_777_000), ...[OLDER, OLD, NEW].map((entry) => moved(entry, HOUR_MS))]],
    ],
    placed: ["oldest 0 dated-elsewhere", "new 0 in-window"],
  },
  {
    name: "an old id with a new time among entries that all moved by one hour",
    listings: [
      [9_000, [OLDEST, OLDER, OLD]],
      [10_700, [OLDEST, OLDER, { ...NEW, id: "old" }].map((entry) => moved(entry, HOUR_MS))],
    ],
    placed: ["old 0 in-window"],
  },
  {
    name: "an old id with a new time, in a zone that all moved to before",
    listings: [
      [9_000, [OLDER, OLD]],
      [9_500, [OLDER, OLD].map((entry) => moved(entry, HOUR_MS))],
      [10_700, [OLDER, { ...NEW, id: "old" }].map((entry) => moved(entry, HOUR_MS))],
    ],
    placed: ["old 0 in-window"],
  },
  {
    name: "an old id with a new time",
    listings: [[9_000, [OLDER, OLD]], [10_700, [OLDER, { ...NEW, id: "old" }]]],
    placed: ["old 0 in-window"],
  },
  {
    name: "an old id with a new time, listed twice",
    listings: [[9_000, [OLD]], [10_700, [{ ...NEW, id: "old" }, { ...NEW, id: "old" }]]],
    placed: ["old 0 in-window"],
  },
  {
    name: "an old id with a new time, beside another that is dated to where no trigger was",
    listings: [[9_000, [OLDER, OLD]], [10_700, [{ ...moved(OLDER, 7_777_000) }, { ...NEW, id: "old" }]]],
    placed: ["older 0 dated-elsewhere", "old 0 in-window"],
  },
  {
    name: "an old id with a time of one second later",
    listings: [[9_000, [EARLY]], [10_700, [{ ...demonstrationEntry("early", START_MS - 500) }]]],
    placed: ["early 0 in-window"],
  },
  {
    name: "one of an id that the list has twice, after all entries moved by one hour",
    starts: [START_MS, 20_000],
    listings: [
      [9_000, [OLDER, OLD]],
      [10_700, [OLDER, OLD, { ...NEW, id: "old" }]],
      [
        20_700,
        [OLDER, OLD, ...[NEW, demonstrationEntry("", 20_200)].map((one) => ({ ...one, id: "old" }))]
          .map((entry) => moved(entry, HOUR_MS)),
      ],
    ],
    placed: ["old 0 in-window", "old 1 in-window"],
  },
  {
    name: "several old ids with new times",
    listings: [[9_000, [OLDER, OLD]], [10_700, [{ ...NEW, id: "older" }, { ...NEW, id: "old" }]]],
    placed: ["older 0 undated", "old 0 undated"],
  },
  {
    name: "one of an earlier attempt that is listed in the next",
    starts: [START_MS, 20_000],
    listings: [[9_000, []], [19_000, []], [20_700, [NEW]]],
    placed: ["new 0 in-window"],
  },
  {
    name: "one that was listed before the second trigger",
    starts: [START_MS, 20_000],
    listings: [[9_000, []], [19_900, [demonstrationEntry("early", 19_000)]], [20_700, []]],
    placed: ["early 0 in-window"],
  },
  {
    name: "one in local time",
    utcOffsetMinutes: 330,
    listings: [[9_000, []], [10_700, [moved(NEW, 330 * 60_000)]]],
    placed: ["new 0 in-window"],
  },
  {
    name: "one from an hour away, by itself and beside one that shows the zone",
    listings: [[9_000, []], [10_700, [moved(NEW, -HOUR_MS)]]],
    placed: ["new 0 undated"],
  },
  {
    name: "one from an hour away beside one that shows the zone",
    listings: [[9_000, []], [10_700, [NEW, { ...moved(NEW, -HOUR_MS), id: "late" }]]],
    placed: ["new 0 in-window", "late 0 dated-elsewhere"],
  },
  {
    name: "one without a time, and one from the future",
    listings: [[9_000, []], [10_700, [{ ...NEW, detectedAt: null }, demonstrationEntry("future", 99_000)]]],
    placed: ["new 0 undated", "future 0 undated"],
  },
  {
    name: "one from the future beside one that shows that the clock is right",
    listings: [[9_000, []], [10_700, [NEW, demonstrationEntry("future", 9_000_000)]]],
    placed: ["new 0 in-window", "future 0 dated-elsewhere"],
  },
  {
    name: "one from before the clock went back, beside one from after it",
    listings: [
      [9_000, []],
      [10_700, []],
      [10_900, [
        demonstrationEntry("before", START_MS + 600),
        demonstrationEntry("after", START_MS - 7_199_200),
      ], -7_200_000],
    ],
    placed: ["before 0 in-window", "after 0 in-window"],
  },
  {
    name: "one that is of the control by the clock of then, and of the demonstration by that of now",
    starts: [START_MS, 15_000],
    listings: [[9_000, []], [14_000, []], [21_000, [NEW], -4_000]],
    placed: ["new 1 undated"],
  },
  {
    name: "one id with two times, since the next listing may show somebody else's under it",
    listings: [[9_000, []], [10_700, [NEW]], [12_900, [moved(NEW, 2_000)]]],
    placed: ["new 0 in-window", "new 0 in-window"],
  },
  {
    name: "none of an answer that came at the very start of the trigger",
    listings: [[START_MS - ANSWER_MS, [OLD, demonstrationEntry("a zone away", START_MS - HOUR_MS)]]],
    placed: [],
  },
  {
    name: "one in text and the same in JSON",
    listings: [[9_000, []], [10_700, [NEW]], [11_000, [{ ...NEW, detectedAt: `${NEW.detectedAt}.400Z` }]]],
    placed: ["new 0 in-window"],
  },
  {
    name: "one without an id in text, and the same in JSON",
    listings: [[9_000, []], [10_700, [NAMELESS]], [11_000, [
      { ...NAMELESS, detectedAt: `${NAMELESS.detectedAt}.400Z` },
    ]]],
    placed: ["null 0 in-window"],
  },
  {
    name: "one that the same answer shows again and again",
    listings: [[9_000, BEFORE], [9_500, BEFORE], [10_700, AFTER], [11_000, AFTER], [11_500, [OLD]], [
      12_000,
      AFTER,
    ]],
    placed: ["new 0 in-window"],
  },
  { name: "one when no trigger started", starts: [null], listings: [[9_000, [NEW]]], placed: [] },
];

for (const { name, listings, starts = [START_MS], utcOffsetMinutes = 0, placed } of CASES) {
  Deno.test(`placeEntries() puts down ${name}`, () => {
    const ledger = new EntryLedger(utcOffsetMinutes);
    for (const [askedMs, detections, clockMs = 0] of listings) {
      const askedAt = new Date(FAKE_START_MS + askedMs + clockMs).toISOString();
      ledger.add({ askedMs, answeredMs: askedMs + ANSWER_MS, askedAt, detections });
    }
    const seen = placeEntries(ledger, starts).map(({ entry, attempt, placing }) =>
      `${entry.detection.id} ${attempt} ${placing}`
    );
    assertEquals(seen, placed);
  });
}
