// `preview-features` and `enrolled`: facts that no command shows. Somebody attests them, or they stay unknown.
import type { AttestableId } from "../../model/prerequisite.ts";
import { type Check, doesNotApply, met, unknown } from "../finding.ts";

const REMEDIES: Readonly<Record<AttestableId, string>> = {
  "preview-features":
    "In the Microsoft Defender portal, open Settings > Endpoints > Advanced features, switch on Preview features, then run " +
    "again with --attest preview-features",
  "enrolled":
    "Ask the vendor's preview team to enrol the device (or confirm that it is), then run again with --attest enrolled",
};

function attestedCheck(id: AttestableId): Check {
  return ({ policy, attested }) => {
    if (!policy.attested.includes(id)) return doesNotApply(`The policy "${policy.id}" does not ask for it`);
    return attested.includes(id)
      ? met("required", { detail: "Attested by who started the run; no command shows it" })
      : unknown("required", { detail: "Not attested, and no command shows it", remedy: REMEDIES[id] });
  };
}

/** `preview-features`: preview features are on in the portal. */
export const previewFeatures: Check = attestedCheck("preview-features");

/** `enrolled`: the device is enrolled in the preview. */
export const enrolled: Check = attestedCheck("enrolled");
