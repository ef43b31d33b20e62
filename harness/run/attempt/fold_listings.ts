// What listings say, read one after the other: which entries are new against the listing from before, and when one
// that fits showed first. Used while a trigger runs and when its evidence is judged again, so that both say the same.
import type { Detection } from "../../model/detection.ts";
import { detectionFits, type DetectionMatch } from "../../model/scenario.ts";
import { keepSeen, newDetections } from "./new_detections.ts";

/** A listing that could be read. */
export interface Listing {
  /** When the agent had answered, in milliseconds from the start of the trigger. */
  readonly answeredMs: number;
  readonly detections: readonly Detection[];
}

/** What the listings so far have shown; an entry that went away again stays. */
export interface ListingsSeen {
  /** New entries that fit. */
  readonly fits: readonly Detection[];
  /** New entries that do not. */
  readonly others: readonly Detection[];
  /** The first listing that shows a new entry that fits, in milliseconds from the start of the trigger; null: none. */
  readonly firstSeenMs: number | null;
}

/** Before any listing. */
export const NOTHING_LISTED: ListingsSeen = { fits: [], others: [], firstSeenMs: null };

/** What to compare listings with, and what to look for in them. */
export interface ListingsQuestion {
  /** The listing from before the trigger. */
  readonly before: readonly Detection[];
  readonly match: DetectionMatch;
}

/** Reads one more listing. */
export function addListing(
  seen: ListingsSeen,
  { answeredMs, detections }: Listing,
  { before, match }: ListingsQuestion,
): ListingsSeen {
  const fresh = newDetections(before, detections);
  const fits = keepSeen(seen.fits, fresh.filter((one) => detectionFits(one, match)));
  const others = keepSeen(seen.others, fresh.filter((one) => !detectionFits(one, match)));
  return { fits, others, firstSeenMs: seen.firstSeenMs ?? (fits.length > 0 ? answeredMs : null) };
}

/** Reads all listings, in the order in which they were asked for. */
export function foldListings(
  before: readonly Detection[],
  listings: readonly Listing[],
  match: DetectionMatch,
): ListingsSeen {
  return listings.reduce((seen, listing) => addListing(seen, listing, { before, match }), NOTHING_LISTED);
}
