// Attested facts as somebody types them: `preview-features,enrolled`.
import { HarnessError } from "../model/harness_error.ts";
import { didYouMean } from "../model/text/did_you_mean.ts";
import { ATTESTABLE_IDS, type AttestableId } from "../model/prerequisite.ts";

/**
 * Reads a list with commas, each id once, in the order of the checklist.
 *
 * @throws HarnessError `usage/unknown` for what cannot be attested.
 */
export function parseAttested(texts: readonly string[]): readonly AttestableId[] {
  const typed = texts.flatMap((text) => text.split(",")).map((word) => word.trim()).filter((word) =>
    word !== ""
  );
  const known: readonly string[] = ATTESTABLE_IDS;
  const stranger = typed.find((word) => !known.includes(word));
  if (stranger !== undefined) {
    throw new HarnessError("usage/unknown", `"${stranger}" is nothing that can be attested`, {
      hint: didYouMean(stranger, ATTESTABLE_IDS),
    });
  }
  return ATTESTABLE_IDS.filter((id) => typed.includes(id));
}
