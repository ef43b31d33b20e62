// `behavior-monitoring`: it is on, or the run may switch it on.
import { type CheckContext, type Finding, met, unknown, unmet } from "../finding.ts";
import type { DeviceFacts } from "../device_facts.ts";
import { askCommand, generateWords, profileRemedy } from "../remedies.ts";

/** The keys of the profile that set it; the vendor's own profile carries both. */
const PROFILE_KEYS = "antivirusEngine.behaviorMonitoring and features.behaviorMonitoring";

/** Looks at the state and at who manages it. */
export function behaviorMonitoring({ facts }: CheckContext): Finding {
  const { behaviorMonitoring: reading, wantedStates, health } = facts;
  if (reading.kind === "unreadable") {
    return unknown("required", {
      detail:
        `The state of behavior monitoring could not be read (${reading.problem.code}): ${reading.problem.message}`,
      evidence: reading.evidence,
      remedy: askCommand(facts, "health --field behavior_monitoring"),
    });
  }
  const { value, managed } = reading.value;
  const evidence = reading.evidence;
  const manager = managed ? `, set by a management profile${managerOf(health)}` : ", not managed";
  const seen = `"behavior_monitoring" is "${value}"${manager}`;
  const wanted = wantedOf(wantedStates) ?? value;
  if (value === wanted) return met("required", { detail: seen, evidence });
  if (!managed) {
    return met("required", { detail: `${seen}: the run switches it to "${wanted}" and back`, evidence });
  }
  return unmet("required", {
    detail: `${seen}: the harness must not change what a profile sets`,
    evidence,
    remedy: switchRemedy(facts),
  });
}

/** Where the switch is set when a management profile sets it. */
export function switchRemedy(
  { platform, wantedStates }: Pick<DeviceFacts, "platform" | "wantedStates">,
): string {
  const wanted = wantedOf(wantedStates) ?? "enabled";
  return profileRemedy(platform, `${PROFILE_KEYS} to "${wanted}"`) +
    generateWords(platform, `--bm ${wanted}`);
}

function wantedOf(states: DeviceFacts["wantedStates"]): "enabled" | "disabled" | undefined {
  return states.includes("enabled") ? "enabled" : states[0];
}

function managerOf(health: CheckContext["facts"]["health"]): string {
  const managedBy = health.kind === "read" ? health.value.managedBy : null;
  return managedBy === null || managedBy === "" ? "" : ` (managed by "${managedBy}")`;
}
