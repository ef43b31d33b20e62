// Asking for what protects the device, and whether that is what an attempt needs.
import type { Problem } from "../../model/harness_error.ts";
import type { Health } from "../../model/health.ts";
import type { OnOff } from "../../model/on_off.ts";
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { ProtectionState } from "../../model/record/run_record.ts";
import type { RunPorts } from "../../ports/run_ports.ts";

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
export function protectionOf(
  health: Pick<
    Health,
    | "behaviorMonitoring"
    | "realTimeProtectionEnabled"
    | "realTimeProtectionAvailable"
    | "passiveModeEnabled"
    | "other"
  >,
): ProtectionState {
  const enabled = health.realTimeProtectionEnabled?.value ?? null;
  return {
    behaviorMonitoring: health.behaviorMonitoring?.value ?? null,
    realTimeProtection: health.realTimeProtectionAvailable === false ? false : enabled,
    passiveMode: health.passiveModeEnabled?.value ?? null,
    engineLoaded: engineLoaded(health.other),
  };
}

/** What is not as it must be, in words; what is not known is not held against the agent. */
export function protectionGaps(
  state: ProtectionState,
  wanted: OnOff,
  prerequisites: readonly Prerequisite[],
): readonly string[] {
  const { behaviorMonitoring, realTimeProtection, passiveMode, engineLoaded } = state;
  const gaps = [
    behaviorMonitoring !== null && behaviorMonitoring !== wanted &&
    `behavior monitoring is ${behaviorMonitoring}`,
    engineLoaded === false && "the engine is not loaded",
  ];
  // Whoever waived it knows, and wants to see what the agent does all the same.
  const isWaived = prerequisites.some(({ id, waiver }) => id === "real-time-protection" && waiver !== null);
  const realTime = isWaived ? [] : [
    realTimeProtection === false && "real-time protection is off",
    passiveMode === true && "the agent is in passive mode",
  ];
  return [...gaps, ...realTime].filter((gap) => gap !== false);
}

/** `engine_load_status` in text, `engineLoadStatus` in JSON. */
function engineLoaded(other: Health["other"]): boolean | null {
  const said = other.engine_load_status ?? other.engineLoadStatus;
  if (typeof said !== "string") return null;
  if (/not loaded|fail/i.test(said)) return false;
  return /succeeded/i.test(said) ? true : null;
}
