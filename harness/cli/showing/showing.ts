// What is printed of a run, from the words that say so.

/** What a person, or a script, gets to see of a run. */
export interface Showing {
  /** While it goes on. */
  readonly meanwhile: "live-line" | "narration" | "events" | "nothing";
  /** Waits for Enter between the steps of a narration. */
  readonly step: boolean;
  /** At its end: a page of text, the record as JSON, one line; a narration has told it all. */
  readonly end: "summary" | "record" | "line" | "told";
  readonly colour: boolean;
}

/** Values of the options that say what is printed. */
export interface ShowingOptions {
  readonly json?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly narrate?: true;
  readonly step?: true;
  readonly color: boolean;
}

/** A script comes first: with `--json` or `--quiet` nothing else is printed. */
export function showingOf(
  { json, quiet, verbose, narrate, step, color }: ShowingOptions,
  hasColour: boolean,
): Showing {
  const isTold = narrate === true || step === true;
  const base = { step: step === true, colour: hasColour && color };
  if (json === true) return { ...base, meanwhile: "nothing", end: "record" };
  if (quiet === true) return { ...base, meanwhile: "nothing", end: "line" };
  if (isTold) return { ...base, meanwhile: "narration", end: "told" };
  return { ...base, meanwhile: verbose === true ? "events" : "live-line", end: "summary" };
}
