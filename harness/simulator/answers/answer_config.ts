// How the agent takes `config NAME --value VALUE`.
import { configUsage } from "./command_help.ts";
import type { DeviceProfile } from "../profiles/device_profile.ts";
import type { OnOff } from "../../model/on_off.ts";
import type { DeviceSettings } from "../device/device_state.ts";
import type { Answer } from "./answer.ts";

interface Setting {
  readonly key: keyof DeviceSettings;
  readonly values: readonly string[];
}

const SETTINGS: ReadonlyMap<string, Setting> = new Map([
  ["behavior-monitoring", { key: "behaviorMonitoring", values: ["enabled", "disabled"] }],
  ["behavior-monitoring-statistics", {
    key: "behaviorMonitoringStatistics",
    values: ["enabled", "disabled", "default"],
  }],
  ["real-time-protection-statistics", {
    key: "realTimeProtectionStatistics",
    values: ["enabled", "disabled", "default"],
  }],
]);

interface ConfigContext {
  readonly profile: DeviceProfile;
  readonly settings: DeviceSettings;
}

/** Answers a change. What a refusal says was never published, so a refusal says nothing but its exit code. */
export function answerConfig(name: string, value: string | undefined, context: ConfigContext): Answer {
  const setting = SETTINGS.get(name);
  if (setting === undefined) return failed("");
  if (value === undefined || !setting.values.includes(value)) {
    return failed(configUsage(name, setting.values));
  }
  const wanted: OnOff = value === "enabled" ? "enabled" : "disabled";
  if (context.settings[setting.key] === wanted) {
    return failed("New setting value is the same as the current value\n");
  }
  const taken = setting.key === "behaviorMonitoring" ? takes(context.profile, wanted) : "taken";
  if (taken === "refused") return failed("");
  const settings = taken === "taken" ? { ...context.settings, [setting.key]: wanted } : null;
  return { stdout: "Configuration property updated.\n", exitCode: 0, settings };
}

function takes({ behaviorMonitoring }: DeviceProfile, wanted: OnOff): "taken" | "refused" | "ignored" {
  if (behaviorMonitoring.managed) return "refused";
  if (behaviorMonitoring.changes === "never-off") return wanted === "disabled" ? "refused" : "taken";
  return behaviorMonitoring.changes;
}

function failed(stdout: string): Answer {
  return { stdout, exitCode: 1, settings: null };
}
