// `preview-features` and `enrolled`: facts that no command shows. Somebody attests them, or they stay unknown.
import type { AttestableId } from "../../model/prerequisite.ts";
import { isRightUnderGa } from "../choose_policy.ts";
import { type Check, doesNotApply, met, unknown } from "../finding.ts";
import { GA_POLICY } from "../policies.ts";

const REMEDIES: Readonly<Record<AttestableId, string>> = {
  "preview-features":
    "In the Microsoft Defender portal, open Settings > Endpoints > Advanced features, switch on Preview features, then run " +
    "again with --attest preview-features",
  "enrolled":
    "Ask the vendor's preview team to enrol the device (or confirm that it is), then run again with --attest enrolled",
};

/** Nothing of the organisation is switched for a device that is, or may be, right without it. */
const WITHOUT_CHANGE: Readonly<Record<AttestableId, string>> = {
  "preview-features":
    `Run again with --attest preview-features if they are on, or with --policy ${GA_POLICY.id}, which does not ask for it`,
  "enrolled": `${REMEDIES.enrolled}; or with --policy ${GA_POLICY.id}, which does not ask for it`,
};

function attestedCheck(id: AttestableId): Check {
  return ({ facts, policy, attested }) => {
    if (!policy.attested.includes(id)) return doesNotApply(`The policy "${policy.id}" does not ask for it`);
    const attestation = attested.find((one) => one.id === id);
    if (attestation !== undefined) {
      const who = attestation.statement ?? "who started the run";
      return met("required", { detail: `Attested by ${who}; no command shows it` });
    }
    const remedy = isRightUnderGa(facts) === false ? REMEDIES[id] : WITHOUT_CHANGE[id];
    return unknown("required", { detail: "Not attested, and no command shows it", remedy });
  };
}

/** `preview-features`: preview features are on in the portal. */
export const previewFeatures: Check = attestedCheck("preview-features");

/** `enrolled`: the device is enrolled in the preview. */
export const enrolled: Check = attestedCheck("enrolled");
