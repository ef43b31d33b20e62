// The checks of a run, judged on pasted outputs; what only the device itself can show is said to be unknown, and stands
// in nobody's way.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import type { Pasted } from "../../device/pasted/read_pasted.ts";
import type { PastedHealth } from "../../device/pasted/pasted_health.ts";
import { type PastedState, pastedState } from "../../device/pasted/pasted_state.ts";
import type { Health } from "../../model/health.ts";
import type { Prerequisite, PrerequisiteId } from "../../model/prerequisite.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import { type CheckOptions, checkPrerequisites } from "../../prerequisites/check_prerequisites.ts";
import { choosePolicy, type PolicyWord } from "../../prerequisites/choose_policy.ts";
import type { DeviceFacts } from "../../prerequisites/device_facts.ts";
import { AGENT_PATH, REAL_TRIGGER_FOLDER } from "../../run/open_device.ts";
import { verifyNeeds } from "../../run/verify_needs.ts";

/** What they are judged by. */
interface PastedChecks extends CheckOptions {
  readonly policy: PolicyWord;
  /** System of the device; null: the one that the outputs tell, or else macOS. */
  readonly platform: DeviceFacts["platform"] | null;
  /** The texts are in order: the last answer to a question is the newest. */
  readonly isInOrder: boolean;
}

/** What was judged. */
export interface PastedPrerequisites {
  readonly policy: RunRecord["policy"];
  readonly prerequisites: readonly Prerequisite[];
  /** The system that was taken although nothing tells it; null when something does. */
  readonly assumed: DeviceFacts["platform"] | null;
}

/**
 * Judges all prerequisites.
 *
 * @throws HarnessError `usage/invalid` when two texts answer the same question.
 */
export function pastedPrerequisites(
  pasted: Pasted,
  { policy: word, platform, isInOrder, ...checks }: PastedChecks,
): PastedPrerequisites {
  const { isPlatformKnown, sections, ...facts } = factsOf(pasted, { platform, isInOrder });
  const partial = sections === null ? facts : { ...facts, health: { kind: "read", ...sections } as const };
  const { policy, record } = choosePolicy(word, partial);
  const found = checkPrerequisites(facts, policy, checks).map((one) => asPasted(one, facts));
  const inSections = sections === null ? [] : checkPrerequisites(partial, policy, checks);
  return {
    policy: record,
    prerequisites: found.map((one) => inSections.find((other) => isShown(other, one, sections)) ?? one),
    assumed: isPlatformKnown ? null : facts.platform,
  };
}

/** What a check that finds nothing wrong has to have seen; of any other a section alone shows only what is wrong. */
const SEEN_WHOLE: { readonly [id in PrerequisiteId]?: readonly (keyof Health)[] } = {
  "app-version": ["appVersion"],
  "release-ring": ["releaseRing"],
  "real-time-protection": ["realTimeProtectionEnabled", "realTimeProtectionAvailable", "passiveModeEnabled"],
  "cloud-protection": ["cloudEnabled"],
  "full-disk-access": ["fullDiskAccessEnabled"],
};

/** Whether sections of health show what nobody pasted whole. */
function isShown(inSections: Prerequisite, found: Prerequisite, sections: PastedHealth | null): boolean {
  if (inSections.id !== found.id || found.status !== "unknown" || ON_THE_DEVICE.has(found.id)) return false;
  if (inSections.status === "unmet") return true;
  const keys = SEEN_WHOLE[found.id] ?? null;
  return inSections.status === "met" && keys !== null && keys.every((key) => sections?.value[key] !== null);
}

type PastedFacts = DeviceFacts & Pick<PastedState, "sections"> & { readonly isPlatformKnown: boolean };

function factsOf(
  pasted: Pasted,
  { platform: asked, isInOrder }: Pick<PastedChecks, "platform" | "isInOrder">,
): PastedFacts {
  const { platform: told, systemExtensions, ...state } = pastedState(pasted, { isInOrder });
  const platform = asked ?? told ?? "darwin";
  const needs = verifyNeeds(selectScenarios(CATALOGUE, []), { isRoot: false });
  const triggerFileNames = [...new Set(needs.triggerFileNames)];
  return {
    ...state,
    isPlatformKnown: asked !== null || told !== null,
    platform,
    agentPath: AGENT_PATH[platform],
    triggerFolder: REAL_TRIGGER_FOLDER,
    simulated: null,
    installation: { kind: "installed" },
    systemExtensions: platform === "darwin" ? systemExtensions : null,
    triggerFileNames,
    triggerPaths: [],
    detections: needs.detections ?? [],
    wantedStates: needs.wantedStates ?? [],
    isRoot: false,
    scriptFolder: null,
  };
}

/** What no output of the agent tells: the run looks at it itself, on the device. */
const ON_THE_DEVICE: ReadonlySet<PrerequisiteId> = new Set<PrerequisiteId>([
  "privilege",
  "trigger-paths-safe",
]);

/** The finding of what only the device itself shows: unknown, and in nobody's way. */
export function notShown(one: Prerequisite, what: string): Prerequisite {
  const detail = `${what} does not show this; a run looks at it on the device`;
  return { ...one, severity: "recommended", status: "unknown", detail, evidence: [], remedy: null };
}

/** The finding as far as pasted text bears it. */
function asPasted(one: Prerequisite, { health }: DeviceFacts): Prerequisite {
  if (ON_THE_DEVICE.has(one.id)) return notShown(one, "Pasted text");
  const isAboutAgent = one.id === "agent-installed" || one.id === "agent-answering";
  if (!isAboutAgent) return one;
  if (health.kind === "read") {
    return { ...one, detail: "It printed what was pasted", evidence: health.evidence };
  }
  if (health.problem.code !== "agent/not-asked") {
    return one.id === "agent-answering"
      ? { ...one, remedy: health.problem.hint }
      : { ...one, detail: "Something answered to its name", evidence: health.evidence };
  }
  const { message: detail, hint: remedy } = health.problem;
  return { ...one, status: "unknown", detail, evidence: [], remedy };
}
