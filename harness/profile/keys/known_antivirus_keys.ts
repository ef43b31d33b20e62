// Known keys below `antivirusEngine`, and Linux's `exclusionSettings`.
import { type KnownKey, knownKey, SWITCH_VALUES } from "./known_key.ts";

const BOTH = ["darwin", "linux"] as const;
const LINUX = ["linux"] as const;
const EXCLUSION_TYPES = ["excludedPath", "excludedFileExtension", "excludedFileName"] as const;
const MERGE_POLICIES = ["merge", "admin_only"] as const;

/** Rows for the antivirus engine. */
export const ANTIVIRUS_KEYS: readonly KnownKey[] = [
  knownKey("antivirusEngine", "dict", { platforms: BOTH }),
  knownKey("antivirusEngine.behaviorMonitoring", "string", {
    values: SWITCH_VALUES,
    platforms: BOTH,
    since: "101.45.00",
    default: "differs between tenants",
    source: "behavior-monitor-macos",
  }),
  knownKey("antivirusEngine.enforcementLevel", "string", {
    values: ["passive", "on_demand", "real_time"],
    // Detects and does not remediate; since 101.26062.0007.
    linuxValues: ["audit"],
    platforms: BOTH,
    since: "101.10.72",
    default: { darwin: "real_time", linux: "passive" },
    source: "mac-preferences",
  }),
  knownKey("antivirusEngine.enableRealTimeProtection", "boolean", { platforms: BOTH, default: true }),
  knownKey("antivirusEngine.passiveMode", "boolean", { platforms: BOTH, default: false }),
  knownKey("antivirusEngine.exclusions", "array", { platforms: BOTH }),
  ...exclusionItemKeys("antivirusEngine.exclusions[]"),
  knownKey("antivirusEngine.exclusionsMergePolicy", "string", {
    values: MERGE_POLICIES,
    platforms: BOTH,
    since: "100.83.73",
    default: "merge",
  }),
  knownKey("antivirusEngine.allowedThreats", "array", { platforms: BOTH }),
  knownKey("antivirusEngine.allowedThreats[]", "string", { platforms: BOTH }),
  knownKey("antivirusEngine.disallowedThreatActions", "array", { platforms: BOTH, since: "100.83.73" }),
  knownKey("antivirusEngine.disallowedThreatActions[]", "string", {
    values: ["allow", "restore"],
    platforms: BOTH,
  }),
  knownKey("antivirusEngine.threatTypeSettings", "array", { platforms: BOTH }),
  knownKey("antivirusEngine.threatTypeSettings[]", "dict", { platforms: BOTH }),
  knownKey("antivirusEngine.threatTypeSettings[].key", "string", {
    values: ["potentially_unwanted_application", "archive_bomb"],
    platforms: BOTH,
  }),
  knownKey("antivirusEngine.threatTypeSettings[].value", "string", {
    values: ["audit", "block", "off"],
    platforms: BOTH,
    default: "audit",
  }),
  knownKey("antivirusEngine.threatTypeSettingsMergePolicy", "string", {
    values: MERGE_POLICIES,
    platforms: BOTH,
    since: "100.83.73",
    default: "merge",
  }),
  knownKey("antivirusEngine.scanResultsRetentionDays", "integer", {
    range: [1, 180],
    platforms: BOTH,
    since: "101.07.23",
    default: 90,
  }),
  knownKey("antivirusEngine.scanHistoryMaximumItems", "integer", {
    range: [5000, 15000],
    platforms: BOTH,
    since: "101.07.23",
    default: 10000,
  }),
  knownKey("antivirusEngine.scanAfterDefinitionUpdate", "boolean", {
    platforms: BOTH,
    since: "101.41.10",
    default: true,
  }),
  knownKey("antivirusEngine.maximumOnDemandScanThreads", "integer", {
    range: [1, 64],
    platforms: BOTH,
    since: "101.41.10",
    default: 2,
  }),
  knownKey("antivirusEngine.scanArchives", "boolean", { platforms: BOTH, since: "101.41.10", default: true }),
  knownKey("antivirusEngine.enableFileHashComputation", "boolean", {
    platforms: BOTH,
    since: "101.86.81",
    default: false,
  }),
  knownKey("antivirusEngine.offlineDefinitionUpdate", "string", {
    values: SWITCH_VALUES,
    platforms: BOTH,
    default: "disabled",
  }),
  knownKey("antivirusEngine.offlineDefinitionUpdateUrl", "string", { platforms: BOTH }),
  knownKey("antivirusEngine.offlineDefinitionUpdateFallbackToCloud", "boolean", {
    platforms: BOTH,
    default: true,
  }),
  knownKey("antivirusEngine.scheduledScan", "string", {
    values: SWITCH_VALUES,
    platforms: LINUX,
    source: "linux-preferences",
  }),
  linuxSwitch("scanFileModifyPermissions"),
  linuxSwitch("scanFileModifyOwnership"),
  linuxSwitch("scanNetworkSocketEvent"),
  knownKey("antivirusEngine.nonExecMountPolicy", "string", {
    values: ["unmute", "mute"],
    platforms: LINUX,
    since: "101.85.27",
    default: "unmute",
    source: "linux-preferences",
  }),
  knownKey("antivirusEngine.unmonitoredFilesystems", "array", {
    platforms: LINUX,
    source: "linux-preferences",
  }),
  knownKey("antivirusEngine.unmonitoredFilesystems[]", "string", {
    platforms: LINUX,
    source: "linux-preferences",
  }),
  knownKey("exclusionSettings", "dict", { platforms: LINUX, source: "linux-sample" }),
  knownKey("exclusionSettings.mergePolicy", "string", {
    values: MERGE_POLICIES,
    platforms: LINUX,
    default: "merge",
    source: "linux-sample",
  }),
  knownKey("exclusionSettings.exclusions", "array", { platforms: LINUX, source: "linux-sample" }),
  ...exclusionItemKeys("exclusionSettings.exclusions[]").map((row): KnownKey => ({
    ...row,
    platforms: LINUX,
    source: "linux-sample",
  })),
  knownKey("exclusionSettings.exclusions[].scopes", "array", { platforms: LINUX, source: "linux-sample" }),
  knownKey("exclusionSettings.exclusions[].scopes[]", "string", {
    values: ["epp", "global"],
    platforms: LINUX,
    source: "linux-sample",
  }),
];

function exclusionItemKeys(item: string): readonly KnownKey[] {
  return [
    knownKey(item, "dict", { platforms: BOTH }),
    knownKey(`${item}.$type`, "string", { values: EXCLUSION_TYPES, platforms: BOTH }),
    knownKey(`${item}.path`, "string", { platforms: BOTH }),
    knownKey(`${item}.isDirectory`, "boolean", {
      platforms: BOTH,
      default: false,
      source: "mac-preferences",
    }),
    knownKey(`${item}.extension`, "string", { platforms: BOTH }),
    knownKey(`${item}.name`, "string", { platforms: BOTH }),
  ];
}

function linuxSwitch(name: string): KnownKey {
  return knownKey(`antivirusEngine.${name}`, "boolean", {
    platforms: LINUX,
    since: "101.23062.0010",
    default: false,
    source: "linux-preferences",
  });
}
