// Known keys below every section but the antivirus engine's.
import { type KeyDetails, type KnownKey, knownKey, SWITCH_VALUES } from "./known_key.ts";

const BOTH = ["darwin", "linux"] as const;
const LINUX = ["linux"] as const;

/** Settings that the preview of behavior monitoring had; the vendor's text dropped them by mid-2025. */
export const PREVIEW_KEYS = ["blockExecution", "notifyForks", "forwardRtpToBm", "avoidOpenCache"] as const;

const PREVIEW_GONE = "the vendor's schema had it for the preview of 2024 only";

/** Keys that the vendor's own files of earlier years have. */
const LEGACY_KEYS: readonly KnownKey[] = [
  ...[
    "aggressiveMadvise",
    "chownChmodEvents",
    "deleteExattrEvents",
    "enhancedNetworkContentScanning",
    "fileUtimesEvents",
    "setFileFlagsEvents",
  ].map((name) =>
    knownKey(`features.behaviorMonitoringConfigurations.${name}`, "string", {
      values: SWITCH_VALUES,
      source: "behavior-monitor-preview",
      legacy: PREVIEW_GONE,
    })
  ),
  knownKey("deviceControl.removableMediaPolicy", "dict", {
    source: "device-control-samples",
    legacy: "it is device control of the first version; deviceControl.policy came in its place",
  }),
  knownKey("deviceControl.navigationTarget", "string", {
    source: "device-control-samples",
    legacy: "it belongs to device control of the first version",
  }),
  knownKey("edr.earlyPreview", "boolean", {
    source: "mac-preview",
    legacy: "it opted in to previews of 2019",
  }),
];

/** Rows for cloud, features and the rest. */
export const FEATURE_KEYS: readonly KnownKey[] = [
  ...section("features", BOTH),
  knownKey("features.behaviorMonitoring", "string", {
    values: SWITCH_VALUES,
    since: "101.24042.0002",
    default: "differs between tenants",
    source: "mac-preferences",
  }),
  knownKey("features.behaviorMonitoringConfigurations", "dict", previewDetails()),
  ...PREVIEW_KEYS.map((name) =>
    knownKey(`features.behaviorMonitoringConfigurations.${name}`, "string", {
      ...previewDetails(),
      values: SWITCH_VALUES,
    })
  ),
  knownKey("features.dataLossPrevention", "string", { values: SWITCH_VALUES, default: "disabled" }),
  knownKey("features.scheduledScan", "string", { values: SWITCH_VALUES, default: "enabled" }),
  knownKey("features.offlineDefinitionUpdateVerifySig", "string", {
    values: SWITCH_VALUES,
    platforms: BOTH,
    default: "enabled",
  }),
  linuxFeature("moduleLoad", "101.68.80"),
  linuxFeature("sendLowfiEvents", "101.23062.0010"),
  linuxFeature("remediateInfectedFile"),
  linuxFeature("ebpfSupplementaryEventProvider"),
  knownKey("features.supplementarySensorConfigurations", "dict", {
    platforms: LINUX,
    source: "linux-preferences",
  }),
  ...[
    "enableFilePermissionEvents",
    "enableFileOwnershipEvents",
    "enableRawSocketEvent",
    "enableBootLoaderCalls",
    "enableProcessCalls",
    "enablePseudofsCalls",
    "enableEbpfModuleLoadEvents",
    "sendLowfiEvents",
  ].map((name) => linuxFeature(`supplementarySensorConfigurations.${name}`)),
  ...["enableOtherFsOpenEvents", "enableEbpfSourceEnrichment", "enableAntivirusEngineCache"].map((
    name,
  ): KnownKey => ({
    ...linuxFeature(`supplementarySensorConfigurations.${name}`),
    source: "linux-sample",
  })),

  ...section("cloudService", BOTH),
  knownKey("cloudService.enabled", "boolean", { platforms: BOTH, default: true }),
  knownKey("cloudService.diagnosticLevel", "string", {
    values: ["optional", "required"],
    platforms: BOTH,
    default: { darwin: "optional", linux: "required" },
  }),
  knownKey("cloudService.automaticSampleSubmissionConsent", "string", {
    values: ["none", "safe", "all"],
    platforms: BOTH,
    default: "safe",
  }),
  knownKey("cloudService.automaticSampleSubmission", "boolean", {
    platforms: BOTH,
    source: "mac-preferences",
  }),
  knownKey("cloudService.automaticDefinitionUpdateEnabled", "boolean", { platforms: BOTH, default: true }),
  knownKey("cloudService.cloudBlockLevel", "string", {
    values: ["normal", "moderate", "high", "high_plus", "zero_tolerance"],
    platforms: BOTH,
    since: "101.56.62",
    default: "normal",
  }),
  knownKey("cloudService.definitionUpdateDue", "integer", { range: [1, 30], platforms: BOTH, default: 7 }),
  knownKey("cloudService.definitionUpdatesInterval", "integer", {
    range: [60, 86400],
    platforms: BOTH,
    default: 28800,
  }),
  knownKey("cloudService.proxy", "string", { platforms: BOTH }),

  ...section("userInterface"),
  knownKey("userInterface.hideStatusMenuIcon", "boolean", { default: false }),
  knownKey("userInterface.userInitiatedFeedback", "string", {
    values: SWITCH_VALUES,
    since: "101.19.61",
    default: "enabled",
  }),
  knownKey("userInterface.consumerExperience", "string", {
    values: SWITCH_VALUES,
    since: "101.60.18",
    default: "enabled",
  }),

  ...section("edr", BOTH),
  knownKey("edr.tags", "array", { platforms: BOTH }),
  knownKey("edr.tags[]", "dict", { platforms: BOTH }),
  knownKey("edr.tags[].key", "string", { values: ["GROUP"], platforms: BOTH }),
  knownKey("edr.tags[].value", "string", { platforms: BOTH }),
  knownKey("edr.groupIds", "string", { platforms: BOTH }),

  ...section("networkProtection", BOTH),
  knownKey("networkProtection.enforcementLevel", "string", {
    values: ["disabled", "audit", "block"],
    platforms: BOTH,
    default: { darwin: "audit", linux: "disabled" },
  }),
  knownKey("networkProtection.disableIcmpInspection", "boolean", {
    platforms: LINUX,
    since: "101.23062.0010",
    default: true,
    source: "linux-preferences",
  }),

  ...([
    ["scheduledScan", "dict"],
    ["scheduledScan.checkForDefinitionsUpdate", "boolean"],
    ["scheduledScan.dailyConfiguration", "dict"],
    ["scheduledScan.dailyConfiguration.timeOfDay", "integer"],
    ["scheduledScan.ignoreExclusions", "boolean"],
    ["scheduledScan.lowPriorityScheduledScan", "boolean"],
    ["scheduledScan.randomizeScanStartTime", "integer"],
    ["scheduledScan.runScanWhenIdle", "boolean"],
    ["scheduledScan.weeklyConfiguration", "dict"],
    ["scheduledScan.weeklyConfiguration.scanType", "string"],
    ["scheduledScan.weeklyConfiguration.dayOfWeek", "integer"],
    ["scheduledScan.weeklyConfiguration.timeOfDay", "integer"],
  ] as const).map(([path, type]) => knownKey(path, type, { platforms: BOTH, source: "linux-preferences" })),
  // The schema has a number; the vendor's page on scheduled scans showed it as a text for years.
  knownKey("scheduledScan.dailyConfiguration.interval", "integer", {
    alsoWritten: "string",
    platforms: BOTH,
    source: "mac-schedule-scan",
  }),

  ...LEGACY_KEYS,
];

function section(path: string, platforms: KnownKey["platforms"] = ["darwin"]): readonly KnownKey[] {
  return [knownKey(path, "dict", { platforms })];
}

function previewDetails(): KeyDetails {
  return { since: "101.24042.0002", source: "behavior-monitor-preview" };
}

function linuxFeature(name: string, since?: string): KnownKey {
  return knownKey(`features.${name}`, "string", {
    values: SWITCH_VALUES,
    platforms: LINUX,
    default: "disabled",
    source: since === undefined && !name.includes(".") ? "linux-sample" : "linux-preferences",
    ...(since === undefined ? {} : { since }),
  });
}
