// Health of the agent, and its sections: only what is known to be harmless survives a redaction. A key that a later agent
// adds may hold anything.
import { parseBoundedJson } from "../../harness/model/text/parse_bounded_json.ts";

/** Keys whose values say something of the agent and nothing of whose it is, as text prints them. */
const HARMLESS_KEYS: ReadonlySet<string> = new Set(
  [
    "healthy health_issues licensed app_version engine_version version_engine engine_load_status release_ring log_level",
    "product_expiration behavior_monitoring real_time_protection_enabled real_time_protection_available",
    "real_time_protection_subsystem cloud_enabled cloud_automatic_sample_submission",
    "cloud_automatic_sample_submission_consent cloud_diagnostic_enabled cloud_diagnostic_level passive_mode_enabled",
    "full_disk_access_enabled antivirus_enforcement_level enforcement_level tamper_protection troubleshooting_mode",
    "definitions_status definitions_updated definitions_updated_minutes_ago definitions_version",
    "automatic_definition_update_enabled offline_definition_update offline_definition_update_fallback_to_cloud",
    "offline_definition_update_verify_sig engine_signature_verification conflicting_applications managed_by",
    "edr_early_preview_enabled edr_configuration_version edr_client_version network_protection_status",
    "network_protection_enforcement_level network_events_subsystem supplementary_events_subsystem",
    "data_loss_prevention_status device_control_enforcement_level functionality_mode telemetry_client",
    "network_extension_installed network_extension_enabled endpoint_security_extension_ready",
    "endpoint_security_extension_installed scan_archives scan_results_retention_days scan_history_maximum_items",
    "scan_history_cleanup_interval_hours scan_after_definition_update maximum_on_demand_scan_threads",
    "enable_file_hash_computation last_on_demand_scan_type last_on_demand_scan_threat_count",
    "last_on_demand_scan_files_scanned last_on_demand_scan_start_time last_on_demand_scan_end_time",
    // Identifiers, which have pseudonyms of their own.
    "org_id machine_guid edr_machine_id",
    // How JSON wraps a value.
    "$type value display_value is_managed",
  ].flatMap((line) => line.split(" ")).map(plainName),
);

/** Values that tell nothing, under whatever key. */
const HARMLESS_VALUE =
  /^(?:|true|false|null|enabled|disabled|unavailable|unknown|none|not_applicable|""|\[\]|\{\}|\d{1,3})$/;

function plainName(key: string): string {
  return key.replaceAll("_", "").toLowerCase();
}

/** Whether the value of a key may stay as it is. */
export function isHarmlessKey(key: string): boolean {
  return HARMLESS_KEYS.has(plainName(key));
}

/** The output of a question for health with every other value hidden; it reads as before, the line above it included. */
export function keepHarmlessFacts(output: string, hide: (value: string) => string): string {
  const json = /^\s*[{[]/.test(output) ? parsed(output) : undefined;
  if (json !== undefined) {
    return `${JSON.stringify(harmless(json, hide), null, output.includes("\n ") ? 2 : 0)}\n`;
  }
  return output.replace(
    /^([ \t]*(?!ATTENTION\b|Warning\b)([A-Za-z][\w.]*)[ \t]*:[ \t]*)(\S.*?)([ \t]*(?:\[managed\])?[ \t]*\r?)$/gm,
    (all, before: string, key: string, value: string, after: string) =>
      isHarmlessKey(key) || HARMLESS_VALUE.test(value) ? all : `${before}"${hide(value)}"${after}`,
  );
}

function parsed(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    return undefined;
  }
}

function harmless(value: unknown, hide: (value: string) => string, isSafe = true): unknown {
  if (Array.isArray(value)) return value.map((item) => harmless(item, hide, isSafe));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        isHarmlessKey(key) || /^[A-Za-z]\w{0,60}$/.test(key) ? key : hide(key),
        harmless(inner, hide, isSafe && isHarmlessKey(key)),
      ]),
    );
  }
  return isSafe || HARMLESS_VALUE.test(String(value)) ? value : hide(String(value));
}
