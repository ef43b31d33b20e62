// Why a trigger was not detected although it could run: the most likely causes first, each with what mends it. Only
// causes that fit all that the run saw.
import type { Prerequisite, PrerequisiteId } from "./prerequisite.ts";
import type { AttemptRecord, ScenarioRecord } from "./record/run_record.ts";

/** What the run saw beside the silence. */
export interface SeenInRun {
  /** Behavior monitoring blocked or recorded another trigger of the run: it is there, and works now and then. */
  readonly reacted: boolean;
  /** It was the antivirus test that met silence: behavior monitoring has no part in it. */
  readonly isFile?: boolean;
}

/** A cause as part of a sentence, and what mends it; null where nobody can say. */
export interface LikelyCause {
  readonly text: string;
  readonly remedy: string | null;
  /** It could not be read: the remedy tells more, and mends nothing. Left out: false. */
  readonly isUnread?: boolean;
}

/** Never a cause of silence: they only matter for a change, which is verified by reading again. */
const NO_CAUSE: readonly PrerequisiteId[] = ["privilege", "change-allowed"];
/** What has to do with behavior monitoring alone. */
const BEHAVIOR_ONLY: readonly PrerequisiteId[] = [
  "behavior-monitoring",
  "release-ring",
  "app-version",
  "preview-features",
  "enrolled",
];
/** What can let one trigger through and not another; whatever else is wrong would have let all through. */
const NOW_AND_THEN: readonly PrerequisiteId[] = ["agent-healthy", "cloud-protection", "no-conflict"];

const NO_TIME = {
  text: "the agent had no time to act on the setting (give it more with --settle)",
  remedy: null,
};
const NO_CLOUD = { text: "the agent does not reach its cloud (run 'mdatp connectivity test')", remedy: null };
const NEVER_REACTED: readonly LikelyCause[] = [
  { text: "the vendor has not switched the feature on for this organisation yet", remedy: null },
  NO_TIME,
  NO_CLOUD,
];
const FILE_LEFT: readonly LikelyCause[] = [
  { text: "real-time protection does not watch this folder (see 'mdatp exclusion list')", remedy: null },
  { text: "the definitions are missing or old (run 'mdatp definitions update')", remedy: null },
];
const REACTED: readonly LikelyCause[] = [
  {
    text: "the agent reacts to some triggers and not to others, which the vendor has to explain",
    remedy: null,
  },
  NO_CLOUD,
  NO_TIME,
];

/** Whether behavior monitoring blocked or recorded a trigger in these attempts; a taken file is the work of another part. */
export function hasReacted(
  scenarios: readonly {
    readonly expectation: ScenarioRecord["expectation"];
    readonly attempts: readonly Pick<AttemptRecord, "timeToBlockMs" | "detections">[];
  }[],
): boolean {
  return scenarios.some(({ expectation, attempts }) =>
    expectation !== "file-removed-and-recorded" &&
    attempts.some(({ timeToBlockMs, detections }) => timeToBlockMs !== null || detections.length > 0)
  );
}

/**
 * Causes in order: what was waived although it did not hold, what the agent says is wrong with itself, then enrolment
 * and preview features (no command shows them), then what is recommended and does not hold or could not be read, then
 * causes that nothing here can show. Where behavior monitoring reacted to another trigger of the run, only what comes
 * and goes is left; of the antivirus test, what has to do with files.
 */
export function likelyCauses(
  prerequisites: readonly Prerequisite[],
  { reacted, isFile = false }: SeenInRun,
): readonly LikelyCause[] {
  const suspects = prerequisites.filter(({ id }) =>
    isFile
      ? !NO_CAUSE.includes(id) && !BEHAVIOR_ONLY.includes(id)
      : reacted
      ? NOW_AND_THEN.includes(id)
      : !NO_CAUSE.includes(id) && id !== "enrolled" && id !== "preview-features"
  );
  const waived = suspects.filter(({ severity, status }) => severity === "required" && status !== "met");
  const recommended = suspects.filter(({ severity }) => severity === "recommended");
  const unmet = recommended.filter(({ status }) => status === "unmet");
  const isHealth = ({ id }: Prerequisite): boolean => id === "agent-healthy";
  return [
    ...waived.map(described),
    ...unmet.filter(isHealth).map(described),
    ...(reacted || isFile ? [] : attestedCauses(prerequisites)),
    ...unmet.filter((one) => !isHealth(one)).map(described),
    ...recommended.filter(({ status }) => status === "unknown").map(described),
    ...(isFile ? FILE_LEFT : reacted ? REACTED : NEVER_REACTED),
  ];
}

const UNATTESTED: readonly (readonly [PrerequisiteId, string])[] = [
  ["enrolled", "the device is not enrolled in the preview"],
  ["preview-features", "preview features are off in the portal"],
];

function attestedCauses(prerequisites: readonly Prerequisite[]): readonly LikelyCause[] {
  return UNATTESTED.flatMap(([id, text]) => {
    const asked = prerequisites.find((one) => one.id === id && one.severity === "required");
    if (asked === undefined) return [];
    const attested = asked.status === "met" ? ", although it was attested" : ", which nobody attested";
    return [{ text: `${text}${attested}`, remedy: asked.remedy }];
  });
}

function described({ id, status, detail, remedy }: Prerequisite): LikelyCause {
  const isUnread = status === "unknown";
  return { text: `${id} is ${isUnread ? "not known" : "not met"}: ${detail}`, remedy, isUnread };
}
