// Waivers as somebody types them: `ID=REASON`.
import { HarnessError } from "../model/harness_error.ts";
import { didYouMean } from "../model/text/did_you_mean.ts";
import { PREREQUISITE_IDS, type PrerequisiteId } from "../model/prerequisite.ts";

/**
 * Reads waivers; of two for the same prerequisite the last counts.
 *
 * @throws HarnessError `usage/unknown` for an id that is none, `usage/invalid` when the reason is missing.
 */
export function parseWaivers(texts: readonly string[]): ReadonlyMap<PrerequisiteId, string> {
  return new Map(texts.map(parseWaiver));
}

function parseWaiver(text: string): readonly [PrerequisiteId, string] {
  const split = text.indexOf("=");
  const typed = (split < 0 ? text : text.slice(0, split)).trim();
  const id = PREREQUISITE_IDS.find((known) => known === typed);
  if (id === undefined) throw unknownId(typed);
  const reason = split < 0 ? "" : text.slice(split + 1).trim();
  if (reason === "") {
    throw new HarnessError("usage/invalid", `The waiver of "${id}" has no reason`, {
      hint: `Write --waive '${id}=REASON'; the reason stands in every report`,
    });
  }
  return [id, reason];
}

function unknownId(typed: string): HarnessError {
  return new HarnessError("usage/unknown", `There is no prerequisite "${typed}" to waive`, {
    hint: didYouMean(typed, PREREQUISITE_IDS),
  });
}
