// The times of a list of detections as the agent prints them, for whoever compares a report with a terminal.

/** The value of every "Detection time" of the text form, in order; none in the JSON form, which prints numbers. */
export function printedTimes(listing: string): readonly string[] {
  return Array.from(
    listing.matchAll(/^[ \t]*Detection time:[ \t]*(.*?)[ \t\r]*$/gim),
    ([, time = ""]) => time,
  );
}
