// Why a trigger was not detected although it could run: the most likely causes first, for a person.
import type { Prerequisite, PrerequisiteId } from "../model/prerequisite.ts";

/** Never a cause of silence: they only matter for a change, which is verified by reading again. */
const NO_CAUSE: readonly PrerequisiteId[] = ["privilege", "change-allowed"];

const GENERAL_CAUSES = [
  "the vendor has not switched the feature on for this organisation yet",
  "the agent had no time to act on the setting (give it more with --settle)",
  "the agent does not reach its cloud (run 'mdatp connectivity test')",
] as const;

/**
 * Causes in order: what was waived although it did not hold, then enrolment and preview features (no command shows
 * them), then what is recommended and does not hold or could not be read, then causes that nothing here can show.
 */
export function likelyCauses(prerequisites: readonly Prerequisite[]): readonly string[] {
  const suspects = prerequisites.filter(({ id }) => !NO_CAUSE.includes(id));
  const waived = suspects.filter(({ id, severity, status }) =>
    severity === "required" && status !== "met" && id !== "enrolled" && id !== "preview-features"
  );
  const recommended = suspects.filter(({ severity }) => severity === "recommended");
  return [
    ...waived.map(described),
    ...attestedCauses(prerequisites),
    ...recommended.filter(({ status }) => status === "unmet").map(described),
    ...recommended.filter(({ status }) => status === "unknown").map(described),
    ...GENERAL_CAUSES,
  ];
}

/** The same as text for the explanation of `not-detected`: the first cause, then the others in order. */
export function likelyCause(prerequisites: readonly Prerequisite[]): string {
  const [first, ...others] = likelyCauses(prerequisites);
  const rest = others.map((cause, index) => `(${index + 2}) ${cause}`).join("; ");
  return `Most likely: ${first}. Other causes, in order: ${rest}`;
}

function attestedCauses(prerequisites: readonly Prerequisite[]): readonly string[] {
  const asked = (id: PrerequisiteId): Prerequisite | undefined =>
    prerequisites.find((one) => one.id === id && one.severity === "required");
  const enrolled = asked("enrolled");
  const previewFeatures = asked("preview-features");
  const attested = ({ status }: Prerequisite): string =>
    status === "met" ? ", although it was attested" : ", which nobody attested";
  return [
    ...(enrolled === undefined ? [] : [`the device is not enrolled in the preview${attested(enrolled)}`]),
    ...(previewFeatures === undefined
      ? []
      : [`preview features are off in the portal${attested(previewFeatures)}`]),
  ];
}

function described({ id, status, detail }: Prerequisite): string {
  return status === "unknown" ? `${id} is not known: ${detail}` : `${id} is not met: ${detail}`;
}
