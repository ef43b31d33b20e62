// Waivers as somebody types them: `ID=REASON` or `ID=REASON@2026-12-31`.
import { HarnessError } from "../model/harness_error.ts";
import { didYouMean } from "../model/text/did_you_mean.ts";
import { PREREQUISITE_IDS, type PrerequisiteId, type Waiver } from "../model/prerequisite.ts";

/**
 * Reads waivers; of two for the same prerequisite the last counts. Whether one is over is told by the checklist.
 *
 * @throws HarnessError `usage/unknown` for an id that is none, `usage/invalid` when the reason is missing or the last
 * day is no day.
 */
export function parseWaivers(texts: readonly string[]): ReadonlyMap<PrerequisiteId, Waiver> {
  return new Map(texts.map(parseWaiver));
}

/** A reason may hold an address: only what begins with a digit is meant as a day. */
const UNTIL = /^(.*)@\s*(\d\S*)$/s;

function parseWaiver(text: string): readonly [PrerequisiteId, Waiver] {
  const split = text.indexOf("=");
  const typed = (split < 0 ? text : text.slice(0, split)).trim();
  const id = PREREQUISITE_IDS.find((known) => known === typed);
  if (id === undefined) throw unknownId(typed);
  const said = split < 0 ? "" : text.slice(split + 1).trim();
  const [, before, until] = UNTIL.exec(said) ?? [];
  const reason = (before ?? said).trim();
  if (reason === "") {
    throw new HarnessError("usage/invalid", `The waiver of "${id}" has no reason`, {
      hint: `Write --waive '${id}=REASON'; the reason stands in every report`,
    });
  }
  if (until === undefined) return [id, { reason }];
  if (!isDay(until)) {
    throw new HarnessError("usage/invalid", `The waiver of "${id}" ends on "${until}", which is no day`, {
      hint: `Write --waive '${id}=REASON@YYYY-MM-DD' with its last day`,
    });
  }
  return [id, { reason, until }];
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const timeMs = Date.parse(`${text}T00:00:00Z`);
  // A 30th of February is read as the 2nd of March.
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(text);
}

function unknownId(typed: string): HarnessError {
  return new HarnessError("usage/unknown", `There is no prerequisite "${typed}" to waive`, {
    hint: didYouMean(typed, PREREQUISITE_IDS),
  });
}
