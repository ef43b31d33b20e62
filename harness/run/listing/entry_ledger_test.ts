// The book of all listings: what it knows must not hang on how often a list is asked for.
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Detection } from "../../model/detection.ts";
import { dateAt, demonstrationEntry } from "../../testing/fake_run.ts";
import { FAKE_START_MS } from "../../testing/fake_clock.ts";
import { EntryLedger } from "./entry_ledger.ts";

const HOUR_MS = 3_600_000;

const row: fc.Arbitrary<Detection> = fc.record({
  id: fc.constantFrom("a", "b", "c", null),
  name: fc.constantFrom("Behavior:MacOS/MacOSChangeFileTest", "Virus:DOS/EICAR_Test_File"),
  atMs: fc.tuple(fc.constantFrom(-3 * HOUR_MS, -HOUR_MS, 0, 900_000), fc.integer({ min: -3, max: 3 }))
    .map(([farMs, seconds]) => farMs + seconds * 1000),
  how: fc.constantFrom("local", "local", "utc", "none"),
}).map(({ id, name, atMs, how }) => ({
  ...demonstrationEntry("x"),
  id,
  name,
  detectedAt: how === "none" ? null : how === "utc" ? `${dateAt(atMs)}.5Z` : dateAt(atMs),
}));

function entriesOf(listings: readonly (readonly Detection[])[], times: number): readonly unknown[] {
  const ledger = new EntryLedger(0);
  for (const [nth, detections] of listings.entries()) {
    for (let again = 0; again < times; again += 1) {
      const askedMs = (nth * times + again) * 1000;
      const askedAt = new Date(FAKE_START_MS + askedMs).toISOString();
      ledger.add({ askedMs, answeredMs: askedMs + 40, askedAt, detections: structuredClone(detections) });
    }
  }
  return ledger.entries.map((
    { detection, named, datedMs, firstIndex, redated },
  ) => [detection, [...named.keys()], datedMs, Math.floor(firstIndex / times), redated]);
}

Deno.test("EntryLedger knows the same, however often the same list is asked for", () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 5 }), (listings) => {
      const once = entriesOf(listings, 1);
      for (const times of [2, 3]) assertEquals(entriesOf(listings, times), once);
    }),
    { numRuns: 300, seed: 9 },
  );
});
