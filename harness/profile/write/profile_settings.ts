// The settings a generated profile carries, from what was asked for. Which file they go into is `generate_profile.ts`.
import { HarnessError } from "../../model/harness_error.ts";
import { PREVIEW_KEYS } from "../keys/known_feature_keys.ts";
import type { PlainValue } from "../words/profile_node.ts";
import type { Tool } from "../words/tool.ts";

/** What a profile is to set. Null leaves a setting out, so that it stays as it is on the device. */
export interface SettingsRequest {
  readonly tool: Tool;
  readonly behaviorMonitoring: "enabled" | "disabled";
  /** Adds `behaviorMonitoringConfigurations` of the 2024 preview; macOS only. */
  readonly previewKeys: boolean;
  readonly realTimeProtection: "on" | "off" | null;
  readonly cloudProtection: "on" | "off" | null;
  readonly tamperProtection: "disabled" | "audit" | "block" | null;
}

/** Settings by section. */
export type Settings = { readonly [section: string]: { readonly [key: string]: PlainValue } };

/**
 * The settings to write.
 *
 * @throws HarnessError `profile/contradiction` for what could not work, `usage/invalid` for what the system has not.
 */
export function settingsFor(request: SettingsRequest): Settings {
  refuseContradictions(request);
  const { tool, behaviorMonitoring, previewKeys, cloudProtection, tamperProtection } = request;
  const level = enforcementLevel(request);
  const antivirusEngine = { ...(level === null ? {} : { enforcementLevel: level }), behaviorMonitoring };
  const cloud = cloudProtection === null ? {} : { cloudService: { enabled: cloudProtection === "on" } };
  // On Linux `features` has no such switch; on macOS agent versions differ in which of the two they read.
  if (tool === "linux") return { antivirusEngine, ...cloud };
  const preview = Object.fromEntries(PREVIEW_KEYS.map((key) => [key, behaviorMonitoring]));
  return {
    antivirusEngine,
    ...cloud,
    features: { behaviorMonitoring, ...(previewKeys ? { behaviorMonitoringConfigurations: preview } : {}) },
    ...(tamperProtection === null ? {} : { tamperProtection: { enforcementLevel: tamperProtection } }),
  };
}

/** Linux defaults to passive, where behavior monitoring does nothing, so there the level is always written with it. */
function enforcementLevel({ tool, realTimeProtection, behaviorMonitoring }: SettingsRequest): string | null {
  if (realTimeProtection !== null) return realTimeProtection === "on" ? "real_time" : "on_demand";
  return tool === "linux" && behaviorMonitoring === "enabled" ? "real_time" : null;
}

function refuseContradictions(request: SettingsRequest): void {
  const { behaviorMonitoring, realTimeProtection, cloudProtection, tool } = request;
  if (behaviorMonitoring === "enabled") {
    const missing = realTimeProtection === "off"
      ? { what: "real-time protection", option: "--rtp off" }
      : cloudProtection === "off"
      ? { what: "cloud-delivered protection", option: "--cloud off" }
      : null;
    if (missing !== null) {
      throw new HarnessError(
        "profile/contradiction",
        `Cannot make a profile that enables behavior monitoring and switches ${missing.what} off, which it needs`,
        { hint: `Leave out "${missing.option}", or give "--bm disabled"` },
      );
    }
  }
  const forMac = request.previewKeys
    ? "--preview-keys"
    : request.tamperProtection !== null
    ? "--tamper"
    : null;
  if (tool === "linux" && forMac !== null) {
    throw new HarnessError(
      "usage/invalid",
      `Cannot use "${forMac}" for Linux: the agent there has no such setting`,
      {
        hint: `Leave out "${forMac}"`,
      },
    );
  }
}
