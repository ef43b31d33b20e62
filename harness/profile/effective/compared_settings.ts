// The settings that both a profile and the agent's health show, and how each says them.
import type { Health, Managed } from "../../model/health.ts";
import { type DictNode, stringOf, valueAt } from "../words/profile_node.ts";

/** A setting, as a word: `enabled`, `disabled` or a level. */
export interface SettingValue {
  readonly word: string;
  /** Path of the key that says so. */
  readonly path: string;
}

/** One setting that can be compared. */
export interface ComparedSetting {
  readonly id: string;
  readonly title: string;
  readonly inProfile: (settings: DictNode) => SettingValue | null;
  /** A level in the profile of which nobody here knows what it does to the setting; null when there is none. */
  readonly unknownLevelIn?: (settings: DictNode) => string | null;
  readonly inHealth: (health: Health) => { readonly word: string; readonly managed: boolean } | null;
}

const ENFORCEMENT = "antivirusEngine.enforcementLevel";

/** Levels, and whether real-time protection is on with them (health of Linux prints it as on with "audit"). */
const REAL_TIME: ReadonlyMap<string, boolean> = new Map([
  ["real_time", true],
  ["audit", true],
  ["on_demand", false],
  ["passive", false],
]);

/** All of them, the important one first. */
export const COMPARED_SETTINGS: readonly ComparedSetting[] = [
  {
    id: "behavior-monitoring",
    title: "Behavior monitoring",
    inProfile: (settings) =>
      text(settings, "antivirusEngine.behaviorMonitoring") ?? text(settings, "features.behaviorMonitoring"),
    inHealth: ({ behaviorMonitoring }) => managed(behaviorMonitoring, (value) => value),
  },
  {
    id: "real-time-protection",
    title: "Real-time protection",
    inProfile: (settings) => {
      const level = text(settings, ENFORCEMENT);
      if (level !== null && !REAL_TIME.has(level.word)) return null;
      if (level !== null) return { word: onOff(REAL_TIME.get(level.word) === true), path: ENFORCEMENT };
      return flag(settings, "antivirusEngine.enableRealTimeProtection");
    },
    unknownLevelIn: unknownLevel,
    inHealth: ({ realTimeProtectionEnabled }) => managed(realTimeProtectionEnabled, onOff),
  },
  {
    id: "passive-mode",
    title: "Passive mode",
    inProfile: (settings) => {
      const level = text(settings, ENFORCEMENT);
      if (level !== null && !REAL_TIME.has(level.word)) return null;
      if (level !== null) return { word: onOff(level.word === "passive"), path: ENFORCEMENT };
      return flag(settings, "antivirusEngine.passiveMode");
    },
    unknownLevelIn: unknownLevel,
    inHealth: ({ passiveModeEnabled }) => managed(passiveModeEnabled, onOff),
  },
  {
    id: "cloud-protection",
    title: "Cloud-delivered protection",
    inProfile: (settings) => flag(settings, "cloudService.enabled"),
    inHealth: ({ cloudEnabled }) => managed(cloudEnabled, onOff),
  },
  {
    id: "tamper-protection",
    title: "Tamper protection",
    inProfile: (settings) => text(settings, "tamperProtection.enforcementLevel"),
    inHealth: ({ tamperProtection }) => managed(tamperProtection, (value) => value),
  },
];

/** What a level that is in no table does cannot be told from its name. */
function unknownLevel(settings: DictNode): string | null {
  const level = text(settings, ENFORCEMENT);
  return level === null || REAL_TIME.has(level.word) ? null : level.word;
}

function text(settings: DictNode, path: string): SettingValue | null {
  const word = stringOf(valueAt(settings, path.split(".")));
  return word === null ? null : { word, path };
}

function flag(settings: DictNode, path: string): SettingValue | null {
  const node = valueAt(settings, path.split("."));
  return node?.kind === "boolean" ? { word: onOff(node.value), path } : null;
}

function managed<T>(
  setting: Managed<T> | null,
  say: (value: T) => string,
): { readonly word: string; readonly managed: boolean } | null {
  return setting === null ? null : { word: say(setting.value), managed: setting.managed };
}

function onOff(value: boolean): string {
  return value ? "enabled" : "disabled";
}
