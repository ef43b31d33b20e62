// Prerequisites: what must hold before a run, as checked.

/** Ids of all prerequisites, in the order of the checklist. */
export const PREREQUISITE_IDS = [
  "agent-installed",
  "agent-answering",
  "agent-healthy",
  "privilege",
  "onboarded",
  "not-expired",
  "app-version",
  "release-ring",
  "real-time-protection",
  "cloud-protection",
  "behavior-monitoring",
  "change-allowed",
  "full-disk-access",
  "system-extensions",
  "definitions-fresh",
  "no-exclusion",
  "detection-not-allowed",
  "no-conflict",
  "trigger-paths-safe",
  "preview-features",
  "enrolled",
] as const;

/** One of {@linkcode PREREQUISITE_IDS}. */
export type PrerequisiteId = (typeof PREREQUISITE_IDS)[number];

/** The two facts that no command shows: somebody attests them with `--attest`. */
export const ATTESTABLE_IDS = ["preview-features", "enrolled"] as const satisfies readonly PrerequisiteId[];

/** One of {@linkcode ATTESTABLE_IDS}. */
export type AttestableId = (typeof ATTESTABLE_IDS)[number];

/** What is read from the answer to one question, "mdatp health": without that answer none of it is known. */
export const READ_FROM_HEALTH = [
  "agent-healthy",
  "onboarded",
  "not-expired",
  "app-version",
  "release-ring",
  "real-time-protection",
  "cloud-protection",
  "full-disk-access",
  "definitions-fresh",
  "no-conflict",
] as const satisfies readonly PrerequisiteId[];

/** `required` blocks a run unless waived; `recommended` and `info` never block. */
export type Severity = "required" | "recommended" | "info";

/** `unknown` means it could not be read; it is never counted as met. */
export type PrerequisiteStatus = "met" | "unmet" | "unknown";

/** A named set of prerequisites, with the document it comes from. */
export interface Policy {
  readonly id: "preview" | "ga";
  readonly title: string;
  /** Title of the vendor's document. */
  readonly source: string;
  /** Date of that document, `YYYY-MM-DD`. */
  readonly date: string;
  /** Lowest `app_version` that has the feature. */
  readonly minimumAppVersion: string;
  /** Rings allowed, in the agent's words (`InsiderFast`); null means any. */
  readonly releaseRings: readonly string[] | null;
  /** Facts that have to be attested because no command shows them. */
  readonly attested: readonly AttestableId[];
}

/** Why a run goes on although a prerequisite does not hold. */
export interface Waiver {
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD` in UTC; left out: it has no end. */
  readonly until?: string | undefined;
}

/** The reason, and how long it counts. */
export function waiverInWords({ reason, until }: Waiver): string {
  return until === undefined ? reason : `${reason} (until ${until})`;
}

/** What somebody vouches for that no command shows. */
export interface Attestation {
  readonly id: AttestableId;
  /** Who says so, and why; null when nobody is named. */
  readonly statement: string | null;
}

/** The result of one prerequisite. `waiver` keeps the original status beside the reason to go on. */
export interface Prerequisite {
  readonly id: PrerequisiteId;
  readonly title: string;
  readonly severity: Severity;
  readonly status: PrerequisiteStatus;
  /** What was seen, in words a person understands, with the value that decided. */
  readonly detail: string;
  /** Ids of the raw outputs behind it. */
  readonly evidence: readonly string[];
  /** A command or a click path that mends it; null when nothing needs mending. */
  readonly remedy: string | null;
  /** Null without one, and for one that is over. */
  readonly waiver: Waiver | null;
}

/**
 * The prerequisites that stop a run: required, not waived, and either unmet or unreadable. A fact that only
 * somebody can attest does not block while it is unknown.
 */
export function blockingPrerequisites(prerequisites: readonly Prerequisite[]): readonly Prerequisite[] {
  return prerequisites.filter(({ id, severity, status, waiver }) =>
    severity === "required" && waiver === null &&
    (status === "unmet" || (status === "unknown" && !isAttestable(id)))
  );
}

/** Whether somebody has to say it, since no command shows it. */
export function isAttestable(id: PrerequisiteId): id is AttestableId {
  return ATTESTABLE_IDS.some((one) => one === id);
}
