// Published outputs of `mdatp health --details`.
import { type ConformanceRow, facts, free, managed, whole } from "./conformance_row.ts";

const EXTENSIONS_READY = {
  network_extension_installed: free(true),
  endpoint_security_extension_ready: free(true),
  endpoint_security_extension_installed: free(true),
};
const OFFLINE_UPDATE = {
  automatic_definition_update_enabled: managed(true),
  definitions_updated: free("Mar 14, 2024 at 12:13:17 PM"),
  definitions_update_source_uri: free("https://go.microsoft.com/fwlink/?linkid=2144709"),
  definitions_update_fail_reason: free(""),
  offline_definition_update: managed("enabled"),
};

/** Rows of sections of health. */
export const DETAILS_ROWS: readonly ConformanceRow[] = [
  {
    file: "health-details/lab-features-bm-line.txt",
    parser: "details",
    expected: whole({ behavior_monitoring: free("disabled") }),
  },
  {
    file: "health-details/linux-definitions-script-comment-success.txt",
    parser: "details",
    expected: facts({
      definitions_status: free("up_to_date"),
      offline_definition_url_configured: managed("http://<mirror-IP>/linux/production/"),
      offline_definition_update_fallback_to_cloud: managed(false),
    }),
  },
  {
    file: "health-details/macos-antivirus-rtp-disabled.txt",
    parser: "details",
    expected: facts({
      real_time_protection_enabled: free(false),
      real_time_protection_available: free(true),
    }),
  },
  {
    file: "health-details/macos-antivirus-rtp-enabled.txt",
    parser: "details",
    expected: facts({
      real_time_protection_enabled: free(true),
      scan_history_maximum_items: free(10000),
      enforcement_level: free("on_demand"),
    }),
  },
  {
    file: "health-details/macos-system-extensions-enabled.txt",
    parser: "details",
    expected: whole({ network_extension_enabled: free(true), ...EXTENSIONS_READY }),
  },
  {
    file: "health-details/macos-system-extensions-filter-disabled.txt",
    parser: "details",
    expected: whole({ network_extension_enabled: free(false), ...EXTENSIONS_READY }),
  },
  {
    file: "health-details/ms-mac-system-extensions-not-approved.txt",
    parser: "details",
    expected: whole({
      network_extension_enabled: free(false),
      ...EXTENSIONS_READY,
      endpoint_security_extension_ready: free(false),
    }),
  },
  {
    file: "health-details/ms-linux-definitions-offline-2024.txt",
    parser: "details",
    expected: facts({ ...OFFLINE_UPDATE, offline_definition_update_fallback_to_cloud: free(false) }),
  },
  {
    file: "health-details/ms-linux-definitions-offline-managed.txt",
    parser: "details",
    expected: facts({
      ...OFFLINE_UPDATE,
      engine_signature_verification: free("enabled"),
      // Printed without a blank in front of the mark.
      offline_definition_update_fallback_to_cloud: managed(false),
    }),
  },
  {
    file: "health-details/ms-mac-definitions-offline-managed.txt",
    parser: "details",
    expected: facts({ ...OFFLINE_UPDATE, offline_definition_update_fallback_to_cloud: managed(false) }),
  },
  {
    file: "health-details/ms-linux-features-2026-engine-signature.txt",
    parser: "details",
    expected: whole({
      offline_definition_update_verify_sig: free("DEPRECATED"),
      engine_signature_verification: free("enabled"),
    }),
  },
];
