import { assertEquals } from "@std/assert";
import type { Detection } from "../../model/detection.ts";
import { demonstrationEntry } from "../../testing/fake_run.ts";
import { addListing, foldListings, NOTHING_LISTED } from "./fold_listings.ts";

const OLD = demonstrationEntry("o1");
const NEW = demonstrationEntry("n1");
const OTHER: Detection = { ...NEW, id: "x1", name: "EICAR-Test-File (not a virus)", type: "virus" };
const MATCH = { name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" };

Deno.test("foldListings() gives the first listing that shows a new entry that fits", () => {
  const seen = foldListings([OLD], [
    { answeredMs: 100, detections: [OLD] },
    { answeredMs: 200, detections: [OLD, NEW] },
    { answeredMs: 300, detections: [OLD, NEW] },
  ], MATCH);
  assertEquals(seen, { fits: [NEW], others: [], firstSeenMs: 200 });
});

Deno.test("foldListings() keeps what does not fit apart, and what went away again", () => {
  const seen = foldListings([], [
    { answeredMs: 100, detections: [OTHER] },
    { answeredMs: 200, detections: [NEW] },
    { answeredMs: 300, detections: [] },
  ], MATCH);
  assertEquals(seen, { fits: [NEW], others: [OTHER], firstSeenMs: 200 });
});

Deno.test("foldListings() of no listing, or of nothing new, has seen nothing", () => {
  assertEquals(foldListings([OLD], [], MATCH), NOTHING_LISTED);
  assertEquals(foldListings([OLD], [{ answeredMs: 1, detections: [OLD] }], MATCH), NOTHING_LISTED);
});

Deno.test("addListing() said once a listing is what foldListings() says of all of them", () => {
  const listings = [[OLD], [OLD, OTHER], [OLD, NEW, OTHER], [NEW], []].map((detections, index) => ({
    answeredMs: index * 100,
    detections,
  }));
  let seen = NOTHING_LISTED;
  for (const listing of listings) seen = addListing(seen, listing, { before: [OLD], match: MATCH });
  assertEquals(seen, foldListings([OLD], listings, MATCH));
});
