// What the agent knows about its health, entry by entry, in the order in which it prints them. How an entry is
// written is left to format_health.ts.
import type { DeviceProfile } from "../profiles/device_profile.ts";
import type { DeviceIdentity, DeviceSettings } from "../device/device_state.ts";

/** A value that prints without quotes: `unavailable`. */
interface Bare {
  readonly bare: string;
}

/** A value that JSON tells as `{"$type": …}`: `upToDate`, in text `"up_to_date"`. */
interface State {
  readonly state: string;
}

/** A value of health. */
export type HealthValue = string | number | boolean | readonly string[] | Date | Bare | State;

/** One line of health. `managed` is null for what no policy can set. */
export interface HealthEntry {
  readonly key: string;
  readonly value: HealthValue;
  readonly managed: boolean | null;
}

/** All that an answer about health depends on. */
export interface HealthContext {
  readonly profile: DeviceProfile;
  readonly identity: DeviceIdentity;
  readonly settings: DeviceSettings;
  readonly nowMs: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFINITIONS_AGE_MINUTES = 88;

/** Plain `mdatp health`. */
export function healthEntries(context: HealthContext): readonly HealthEntry[] {
  const { health } = context.profile;
  return [
    plain("healthy", health.healthIssues.length === 0),
    plain("health_issues", health.healthIssues),
    plain("licensed", health.licensed),
    plain("engine_version", "1.1.25070.3000"),
    plain("engine_load_status", health.engineLoaded ? "Engine load succeeded" : "Engine not loaded"),
    plain("app_version", health.appVersion),
    plain("org_id", health.onboarded ? context.identity.orgId : { bare: "unavailable" }),
    plain("log_level", "info"),
    plain("machine_guid", context.identity.machineGuid),
    plain("release_ring", health.releaseRing),
    plain("product_expiration", new Date(context.identity.startedAtMs + health.expiresInDays * DAY_MS)),
    setting("cloud_enabled", health.cloudEnabled),
    setting("cloud_automatic_sample_submission_consent", "safe"),
    setting("cloud_diagnostic_enabled", false),
    plain("cloud_pin_certificate_thumbs", false),
    ...protectionEntries(context),
    plain("device_control_enforcement_level", "audit"),
    setting("tamper_protection", "audit"),
    ...definitionEntries(context),
    setting("edr_early_preview_enabled", "disabled"),
    setting("edr_device_tags", []),
    setting("edr_group_ids", ""),
    plain("edr_configuration_version", "20.199999.main.2025.08.19.03"),
    plain("edr_machine_id", health.onboarded ? context.identity.edrMachineId : ""),
    plain("conflicting_applications", []),
    plain("network_protection_status", "stopped"),
    setting("network_protection_enforcement_level", "disabled"),
    plain("data_loss_prevention_status", "disabled"),
    plain("full_disk_access_enabled", true),
    plain("troubleshooting_mode", false),
    plain("ecs_configuration_ids", ""),
  ];
}

/** `mdatp health --details SECTION`; null for a section there is none of. */
export function healthDetails(section: string, context: HealthContext): readonly HealthEntry[] | null {
  switch (section) {
    case "antivirus":
      return antivirusEntries(context);
    case "features":
      return [behaviorMonitoring(context), setting("engine_signature_verification", "enabled")];
    case "definitions":
      return [
        ...definitionEntries(context),
        plain("definitions_update_source_uri", "https://go.microsoft.com/fwlink/?linkid=2144709"),
        plain("definitions_update_fail_reason", ""),
      ];
    case "system_extensions":
      return [
        plain("network_extension_enabled", true),
        plain("network_extension_installed", true),
        plain("endpoint_security_extension_ready", true),
        plain("endpoint_security_extension_installed", true),
      ];
    case "tamper_protection":
    case "troubleshooting_mode":
    case "edr":
    case "cloud":
    case "engine":
    case "device_control":
    case "network_protection":
    case "data_loss_prevention":
      return healthEntries(context).filter(({ key }) => key.startsWith(section));
    case "permissions":
      return healthEntries(context).filter(({ key }) => key === "full_disk_access_enabled");
    default:
      return null;
  }
}

function protectionEntries(context: HealthContext): readonly HealthEntry[] {
  const { health } = context.profile;
  return [
    setting("passive_mode_enabled", health.passiveMode),
    behaviorMonitoring(context),
    setting("real_time_protection_enabled", health.realTimeProtectionEnabled),
    plain("real_time_protection_available", health.realTimeProtectionAvailable),
    plain("real_time_protection_subsystem", "endpoint_security_extension"),
    plain("network_events_subsystem", "network_filter_extension"),
  ];
}

function antivirusEntries(context: HealthContext): readonly HealthEntry[] {
  const { passiveMode, realTimeProtectionEnabled } = context.profile.health;
  return [
    ...protectionEntries(context).filter(({ key }) => key !== "behavior_monitoring"),
    plain("scan_archives", true),
    plain("scan_after_definition_update", true),
    plain("enable_file_hash_computation", false),
    plain("maximum_on_demand_scan_threads", 2),
    plain("enforcement_level", passiveLevel(passiveMode, realTimeProtectionEnabled)),
  ];
}

function passiveLevel(passiveMode: boolean, realTimeProtectionEnabled: boolean): string {
  if (passiveMode) return "passive";
  return realTimeProtectionEnabled ? "real_time" : "on_demand";
}

function definitionEntries({ nowMs }: HealthContext): readonly HealthEntry[] {
  return [
    setting("automatic_definition_update_enabled", true),
    plain("definitions_updated", new Date(nowMs - DEFINITIONS_AGE_MINUTES * 60_000)),
    plain("definitions_updated_minutes_ago", DEFINITIONS_AGE_MINUTES),
    plain("definitions_version", "1.435.368.0"),
    plain("definitions_status", { state: "up_to_date" }),
  ];
}

function behaviorMonitoring({ profile, settings }: HealthContext): HealthEntry {
  return {
    key: "behavior_monitoring",
    value: settings.behaviorMonitoring,
    managed: profile.behaviorMonitoring.managed,
  };
}

function plain(key: string, value: HealthValue): HealthEntry {
  return { key, value, managed: null };
}

function setting(key: string, value: HealthValue): HealthEntry {
  return { key, value, managed: false };
}
