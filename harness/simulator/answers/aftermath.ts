// What has become of a device since it saw a demonstration: its list, its protection and its answers as the profile says.
// Pure; the moment is read from the state of the device by answer_call.ts.
import type { Threat } from "../device/device_state.ts";
import type { DeviceProfile } from "../profiles/device_profile.ts";
import { DEMONSTRATION_NAME } from "../profiles/healthy_profiles.ts";
import type { AnswerContext } from "./answer_command.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** What is older than this by then was there before. */
const NEW_MS = 5000;
/** How long a person leaves a new entry in the list. */
const REMOVED_AFTER_MS = 2500;
/** How long somebody else's entry takes. */
const OTHER_AFTER_MS = 800;
/** How long ago, when the demonstration ran, was the control that came before it. */
const CONTROL_BEFORE_MS = 6000;
/** When the control that follows the demonstration runs. */
const IN_CONTROL_MS = 6500;
/** How long the first entry takes to be listed where that is late. */
const LATE_MS = 7000;
/** A step of the clock that no zone makes. */
const CLOCK_STEP_MS = 20 * MINUTE_MS + 34_000;
/** How long answers stay in trouble. */
const TROUBLE_MS = 1500;

/** The device as commands tell of it before it saw one. */
export function beforehand(context: AnswerContext): AnswerContext {
  return context.profile.aftermath.list === "history-late" ? { ...context, threats: [] } : context;
}

/** The device as commands tell of it since. */
export function afterwards(context: AnswerContext, seenAtMs: number): AnswerContext {
  const { profile, settings } = context;
  const { lost } = profile.aftermath;
  const { health } = profile;
  return {
    ...context,
    threats: listed(context, seenAtMs),
    settings: lost === "behavior-monitoring" ? { ...settings, behaviorMonitoring: "disabled" } : settings,
    profile: {
      ...profile,
      health: {
        ...health,
        passiveMode: health.passiveMode || lost === "passive-mode",
        realTimeProtectionEnabled: health.realTimeProtectionEnabled && lost !== "real-time-protection",
        engineLoaded: health.engineLoaded && lost !== "engine",
      },
    },
  };
}

function listed({ threats, profile, nowMs }: AnswerContext, seenAtMs: number): readonly Threat[] {
  const sinceMs = nowMs - seenAtMs;
  const isOld = ({ detectedAtMs }: Threat): boolean => detectedAtMs < seenAtMs - NEW_MS;
  const isNew = (threat: Threat): boolean => !isOld(threat);
  const ahead = (threat: Threat): Threat => ({
    ...threat,
    detectedAtMs: threat.detectedAtMs + CLOCK_STEP_MS,
  });
  const somebodyElses = (detectedAtMs: number): Threat => ({
    id: "0f0f0f0f-0000-4000-8000-000000000f0f",
    name: DEMONSTRATION_NAME,
    type: "behavior",
    status: "quarantined",
    detectedAtMs,
  });
  switch (profile.aftermath.list) {
    case "as-it-is":
    case "history-late":
      return threats;
    case "doubled":
      return threats.flatMap((threat) => [threat, threat]);
    case "re-dated":
      return threats.map((threat) =>
        isOld(threat) ? { ...threat, detectedAtMs: seenAtMs - 10 * MINUTE_MS } : threat
      );
    case "zone-step":
      return threats.map((threat) => ({ ...threat, detectedAtMs: threat.detectedAtMs + HOUR_MS }));
    case "newest-first":
      return threats.toReversed();
    case "newest-only":
      return threats.slice(-1);
    case "entry-removed":
      return sinceMs < REMOVED_AFTER_MS ? threats : threats.filter(isOld);
    case "other-before":
      return sinceMs < OTHER_AFTER_MS ? threats : [...threats, somebodyElses(seenAtMs - MINUTE_MS / 2)];
    case "other-after":
      return sinceMs < OTHER_AFTER_MS ? threats : [...threats, somebodyElses(seenAtMs + OTHER_AFTER_MS)];
    case "control-late":
      return sinceMs < OTHER_AFTER_MS ? threats : [...threats, somebodyElses(seenAtMs - CONTROL_BEFORE_MS)];
    case "other-in-control":
      return sinceMs < IN_CONTROL_MS ? threats : [...threats, somebodyElses(seenAtMs + IN_CONTROL_MS)];
    case "first-late":
      return [...threats.filter(isOld), ...threats.filter(isNew).slice(0, sinceMs < LATE_MS ? 0 : 1)];
    case "status-later":
      return threats.map((threat) =>
        isOld(threat) ? { ...threat, later: { status: "removed", atMs: seenAtMs } } : threat
      );
    case "clock-step":
      return threats.map(ahead);
    case "clock-ahead":
      return threats.map((threat) => isOld(threat) ? threat : ahead(threat));
  }
}

/** What goes wrong with a command at this moment; `sinceMs` is null before a demonstration was seen. */
export function troubleOf(
  args: readonly string[],
  { profile, sinceMs }: { readonly profile: DeviceProfile; readonly sinceMs: number | null },
): "fails" | "slow" | "cut" | null {
  const { trouble } = profile.aftermath;
  const isListAsText = args[0] === "threat" && args[1] === "list" && !args.includes("json");
  if (trouble === "never-text" && isListAsText) return "fails";
  if (sinceMs === null || sinceMs >= TROUBLE_MS) return null;
  if (trouble === "fails") return "fails";
  if (args[0] !== "threat" || args[1] !== "list") return null;
  if (trouble === "slow-list") return "slow";
  if (trouble === "cut-list") return "cut";
  return trouble === "no-text" && isListAsText ? "fails" : null;
}

/** Ends in the middle of the last line but one, as output does that was cut off. */
export function cutShort(stdout: string): string {
  const line = stdout.lastIndexOf("\n", stdout.length - 2);
  return stdout.slice(0, Math.max(4, line - 3));
}
