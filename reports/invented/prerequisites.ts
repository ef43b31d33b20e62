// Invented checklists for goldens and tests.
import type { Prerequisite, PrerequisiteId } from "../../harness/model/prerequisite.ts";

/** A checklist in which all is met but what nobody attested; `changes` replaces entries by id. */
export function inventedPrerequisites(
  changes: Partial<Readonly<Record<PrerequisiteId, Partial<Prerequisite>>>> = {},
): readonly Prerequisite[] {
  return CHECKLIST.map(([id, title, severity, detail]): Prerequisite => ({
    id,
    title,
    severity,
    status: "met",
    detail,
    evidence: id === "agent-installed" || id === "preview-features" ? [] : ["0001-health"],
    remedy: null,
    waiver: null,
    ...(id === "enrolled" ? UNATTESTED : {}),
    ...changes[id],
  }));
}

const UNATTESTED: Partial<Prerequisite> = {
  status: "unknown",
  detail: "No command shows it and nobody attested it",
  remedy: "If you know that the device is enrolled, run with --attest enrolled",
  evidence: [],
};

const CHECKLIST: readonly (readonly [PrerequisiteId, string, Prerequisite["severity"], string])[] = [
  ["agent-installed", "Agent is installed", "required", "/usr/local/bin/mdatp is the agent's command line"],
  ["agent-answering", "Agent answers", "required", "mdatp health answered in 41 ms"],
  ["privilege", "Rights to change settings", "recommended", "Running as root"],
  ["onboarded", "Device is onboarded", "required", "Licensed, with an organisation id"],
  ["app-version", "Agent is recent enough", "required", "101.26062.0009, wanted 101.24042.0002 or later"],
  ["release-ring", "Release ring", "required", "InsiderFast (Beta)"],
  ["real-time-protection", "Real-time protection", "required", "Enabled and available, not in passive mode"],
  ["cloud-protection", "Cloud-delivered protection", "required", "Enabled"],
  [
    "behavior-monitoring",
    "Behavior monitoring",
    "required",
    "Disabled, not managed: the run may switch it on",
  ],
  ["no-exclusion", "No exclusion covers the trigger", "required", "2 exclusions, none covers /tmp or bash"],
  ["preview-features", "Preview features in the portal", "required", "Attested with --attest"],
  ["enrolled", "Device is enrolled in the preview", "required", ""],
];
