// Whether a run has to change behavior monitoring.
import type { DeviceFacts } from "./device_facts.ts";

/** Outcome of {@linkcode changeNeed}; `unclear` when the state could not be read. */
type ChangeNeed = "needed" | "none" | "unclear";

/** A change is needed when one of the wanted states is not the present one. */
export function changeNeed(facts: Pick<DeviceFacts, "behaviorMonitoring" | "wantedStates">): ChangeNeed {
  const { behaviorMonitoring, wantedStates } = facts;
  if (behaviorMonitoring.kind === "unreadable") return wantedStates.length === 0 ? "none" : "unclear";
  return wantedStates.some((state) => state !== behaviorMonitoring.value.value) ? "needed" : "none";
}
