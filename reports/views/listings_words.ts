// What looking cost the device under test, in few words.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { formatDuration } from "./format_duration.ts";

/** `24 times, 612 ms in all`; null where the record does not tell. */
export function listingsInWords({ listings }: Pick<RunRecord, "listings">): string | null {
  return listings === null ? null : `${listings.count} times, ${formatDuration(listings.tookMs)} in all`;
}
