// Asking for what protects the device, and whether that is what an attempt needs.
import type { Problem } from "../../model/harness_error.ts";
import type { Health } from "../../model/health.ts";
import type { OnOff } from "../../model/on_off.ts";
import type { Prerequisite, PrerequisiteId } from "../../model/prerequisite.ts";
import type { ProtectionState } from "../../model/record/run_record.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { blindingIssues } from "../../prerequisites/checks/agent_healthy.ts";
import { isRealTime } from "../../prerequisites/checks/real_time_protection.ts";

/** What became of asking. */
export interface AskedProtection {
  readonly state: ProtectionState | null;
  /** Why there is no state; null when there is. */
  readonly problem: Problem | null;
  readonly evidence: readonly string[];
}

/** Asks the agent's health for the state of protection. */
export async function readProtection({ device }: Pick<RunPorts, "device">): Promise<AskedProtection> {
  const health = await device.readHealth();
  const { evidence } = health;
  return health.kind === "unreadable"
    ? { state: null, problem: health.problem, evidence }
    : { state: protectionOf(health.value), problem: null, evidence };
}

/** Reads the state off health; what the agent does not tell is null. */
export function protectionOf(health: Health): ProtectionState {
  const enabled = health.realTimeProtectionEnabled?.value ?? null;
  return {
    behaviorMonitoring: health.behaviorMonitoring?.value ?? null,
    realTimeProtection: health.realTimeProtectionAvailable === false ? false : enabled,
    passiveMode: health.passiveModeEnabled?.value ?? null,
    engineLoaded: engineLoaded(health.other),
    enforcementLevel: health.enforcementLevel?.value ?? null,
    appVersion: health.appVersion,
    licensed: health.licensed,
    issues: [...blindingIssues(health)],
  };
}

/** What is not as it must be, in words; what is not known is not held against the agent. */
export function protectionGaps(
  state: ProtectionState,
  wanted: OnOff,
  prerequisites: readonly Prerequisite[],
): readonly string[] {
  const { behaviorMonitoring, realTimeProtection, passiveMode, engineLoaded } = state;
  const { enforcementLevel = null, licensed = null, issues = [] } = state;
  // Whoever waived it knows, and wants to see what the agent does all the same.
  const unlessWaived = (id: PrerequisiteId, ...gaps: readonly (string | false)[]) =>
    prerequisites.some((one) => one.id === id && one.waiver !== null) ? [] : gaps;
  return [
    behaviorMonitoring !== null && behaviorMonitoring !== wanted &&
    `behavior monitoring is ${behaviorMonitoring}`,
    engineLoaded === false && "the engine is not loaded",
    ...unlessWaived("onboarded", licensed === false && "the agent has no licence"),
    ...unlessWaived("agent-healthy", issues.length > 0 && `the agent reports: ${issues.join("; ")}`),
    ...unlessWaived(
      "real-time-protection",
      realTimeProtection === false && "real-time protection is off",
      passiveMode === true && "the agent is in passive mode",
      enforcementLevel !== null && !isRealTime(enforcementLevel) &&
        `the enforcement level is "${enforcementLevel}"`,
    ),
  ].filter((gap) => gap !== false);
}

/** What tells that the agent was updated since the run began; nothing where a version is not known. */
export function updatedSince(first: ProtectionState | null, state: ProtectionState): readonly string[] {
  const [then = null, now = null] = [first?.appVersion, state.appVersion];
  return then === null || now === null || then === now
    ? []
    : [`the agent is ${now} now, and was ${then} when the run began`];
}

/** `engine_load_status` in text, `engineLoadStatus` in JSON. */
function engineLoaded(other: Health["other"]): boolean | null {
  const said = other.engine_load_status ?? other.engineLoadStatus;
  if (typeof said !== "string") return null;
  if (/not loaded|fail/i.test(said)) return false;
  return /succeeded/i.test(said) ? true : null;
}
