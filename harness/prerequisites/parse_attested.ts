// Attested facts as somebody types them: `preview-features,enrolled`, or with who says so and why:
// `enrolled=Ann Lee, saw it in the portal`.
import { HarnessError } from "../model/harness_error.ts";
import { didYouMean } from "../model/text/did_you_mean.ts";
import { ATTESTABLE_IDS, type AttestableId, type Attestation } from "../model/prerequisite.ts";

/**
 * Reads ids with commas between them, each once, in the order of the checklist. Behind the first `=` stands one statement
 * for all ids before it; of two for the same id the last counts.
 *
 * @throws HarnessError `usage/unknown` for what cannot be attested, `usage/invalid` for words that attest nothing and for a
 * statement that says nothing.
 */
export function parseAttested(texts: readonly string[]): readonly Attestation[] {
  const statements = new Map<AttestableId, string | null>();
  for (const text of texts) {
    const split = text.indexOf("=");
    const statement = split < 0 ? null : text.slice(split + 1).trim();
    for (const id of idsIn(split < 0 ? text : text.slice(0, split))) {
      if (statement === "") {
        throw new HarnessError("usage/invalid", `Nobody is named who attests "${id}"`, {
          hint: `Write --attest '${id}=NAME, REASON', or --attest ${id} alone`,
        });
      }
      statements.set(id, statement ?? statements.get(id) ?? null);
    }
  }
  return ATTESTABLE_IDS.flatMap((id) => {
    const statement = statements.get(id);
    return statement === undefined ? [] : [{ id, statement }];
  });
}

function idsIn(text: string): readonly AttestableId[] {
  const typed = text.split(",").map((word) => word.trim()).filter((word) => word !== "");
  if (typed.length === 0) {
    throw new HarnessError("usage/invalid", "Nothing is named that is attested", {
      hint: `Write --attest with ${ATTESTABLE_IDS.join(" or ")}`,
    });
  }
  return typed.map((word) => {
    const known = ATTESTABLE_IDS.find((id) => id === word);
    if (known !== undefined) return known;
    throw new HarnessError("usage/unknown", `"${word}" is nothing that can be attested`, {
      hint: didYouMean(word, ATTESTABLE_IDS),
    });
  });
}
