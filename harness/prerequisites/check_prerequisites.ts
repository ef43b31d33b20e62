// The checklist: every prerequisite of design order, judged from facts that were gathered before. Pure.
import {
  type Attestation,
  type Policy,
  type Prerequisite,
  PREREQUISITE_IDS,
  type PrerequisiteId,
  type Waiver,
} from "../model/prerequisite.ts";
import { asSentence } from "../model/text/sentence.ts";
import { agentAnswering } from "./checks/agent_answering.ts";
import { agentHealthy } from "./checks/agent_healthy.ts";
import { agentInstalled } from "./checks/agent_installed.ts";
import { appVersion } from "./checks/app_version.ts";
import { enrolled, previewFeatures } from "./checks/attested.ts";
import { behaviorMonitoring } from "./checks/behavior_monitoring.ts";
import { changeAllowed } from "./checks/change_allowed.ts";
import { cloudProtection } from "./checks/cloud_protection.ts";
import { definitionsFresh } from "./checks/definitions_fresh.ts";
import { detectionNotAllowed } from "./checks/detection_not_allowed.ts";
import { fullDiskAccess } from "./checks/full_disk_access.ts";
import { noConflict } from "./checks/no_conflict.ts";
import { noExclusion } from "./checks/no_exclusion.ts";
import { notExpired } from "./checks/not_expired.ts";
import { onboarded } from "./checks/onboarded.ts";
import { privilege } from "./checks/privilege.ts";
import { realTimeProtection } from "./checks/real_time_protection.ts";
import { releaseRing } from "./checks/release_ring.ts";
import { systemExtensions } from "./checks/system_extensions.ts";
import { triggerPathsSafe } from "./checks/trigger_paths_safe.ts";
import type { DeviceFacts } from "./device_facts.ts";
import type { Check } from "./finding.ts";

const CHECKS: Readonly<Record<PrerequisiteId, { readonly title: string; readonly check: Check }>> = {
  "agent-installed": { title: "The agent is installed", check: agentInstalled },
  "agent-answering": { title: "The agent answers", check: agentAnswering },
  "agent-healthy": { title: "The agent finds nothing wrong with itself", check: agentHealthy },
  "privilege": { title: "The harness may change the setting", check: privilege },
  "onboarded": { title: "The device is onboarded", check: onboarded },
  "not-expired": { title: "The build of the agent has not expired", check: notExpired },
  "app-version": { title: "The agent is new enough", check: appVersion },
  "release-ring": { title: "The agent is in the right ring", check: releaseRing },
  "real-time-protection": { title: "Real-time protection works", check: realTimeProtection },
  "cloud-protection": { title: "Cloud-delivered protection is on", check: cloudProtection },
  "behavior-monitoring": {
    title: "Behavior monitoring is on or can be switched on",
    check: behaviorMonitoring,
  },
  "change-allowed": { title: "Nothing stands in the way of a change", check: changeAllowed },
  "full-disk-access": { title: "The agent has full disk access", check: fullDiskAccess },
  "system-extensions": { title: "The agent's system extension runs", check: systemExtensions },
  "definitions-fresh": { title: "The definitions are up to date", check: definitionsFresh },
  "no-exclusion": { title: "No exclusion covers the trigger", check: noExclusion },
  "detection-not-allowed": { title: "The detection is not allowed to pass", check: detectionNotAllowed },
  "no-conflict": { title: "No other security product interferes", check: noConflict },
  "trigger-paths-safe": { title: "The trigger paths are safe", check: triggerPathsSafe },
  "preview-features": { title: "Preview features are on in the portal", check: previewFeatures },
  "enrolled": { title: "The device is enrolled in the preview", check: enrolled },
};

/** What else {@linkcode checkPrerequisites} has to be told. */
export interface CheckOptions {
  /** Facts that somebody vouches for; none unless given. */
  readonly attested?: readonly Attestation[];
  /** Reasons to go on although a prerequisite does not hold, by its id. */
  readonly waivers?: ReadonlyMap<PrerequisiteId, Waiver>;
  /** Wall clock, ISO 8601 in UTC. */
  readonly now: string;
}

/**
 * Judges all prerequisites, in the order of {@linkcode PREREQUISITE_IDS}. A waiver never changes a status; one that is
 * over is named, and does nothing else.
 */
export function checkPrerequisites(
  facts: DeviceFacts,
  policy: Policy,
  { attested = [], waivers = new Map(), now }: CheckOptions,
): readonly Prerequisite[] {
  return PREREQUISITE_IDS.map((id) => {
    const { title, check } = CHECKS[id];
    const waiver = waivers.get(id) ?? null;
    const found = check({ facts, policy, attested, now });
    if (waiver?.until === undefined || now.slice(0, waiver.until.length) <= waiver.until) {
      return { id, title, ...found, waiver };
    }
    const over = `The waiver "${waiver.reason}" ended on ${waiver.until} and does not count`;
    const detail = `${asSentence(found.detail)} ${over}`;
    return { id, title, ...found, detail, waiver: null, expiredWaiver: waiver };
  });
}
