// What the made-up agent prints: the table and the JSON of health, the list in both forms, and the small answers, in the
// shapes that were seen on devices.
import type { PrintedRow } from "./threat_rows.ts";

/** What health depends on. */
export interface Protection {
  readonly behaviorMonitoring: boolean;
  readonly realTimeProtection: boolean;
  /** Without it real-time protection is on and does nothing. */
  readonly isAvailable: boolean;
  readonly passive: boolean;
  readonly engineLoaded: boolean;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const IDS = {
  org: "5f0d2c0a-1b5e-4a39-9d07-0f3ce8a1d001",
  machine: "0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1bd001",
  edr: "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3",
};

/** C `ctime` in a zone. */
function ctime(wallMs: number, zoneMinutes: number): string {
  const time = new Date(wallMs + zoneMinutes * 60_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(":");
  const day = String(time.getUTCDate()).padStart(2);
  return `${DAYS[time.getUTCDay()]} ${MONTHS[time.getUTCMonth()]} ${day} ${clock} ${time.getUTCFullYear()}`;
}

/** `mdatp threat list`. */
export function listAsText(
  rows: readonly PrintedRow[],
  { zoneMinutes, ids, isOdd }: {
    readonly zoneMinutes: number;
    readonly ids: boolean;
    readonly isOdd: boolean;
  },
): string {
  if (rows.length === 0) return "No threats\n";
  return rows.map(({ id, name, type, wallMs, status }) =>
    `${ids ? `${isOdd ? "ID" : "Id"}: "${id}"\n` : ""}Name: ${
      isOdd ? name.replace(":", ": ") : name
    }\nType: "${type}"\n` +
    `Detection time: ${ctime(wallMs, zoneMinutes)}\nStatus: "${status}"\n${
      isOdd ? 'Path: "/bin/bash"\n' : ""
    }`
  ).join("---\n");
}

/** `mdatp threat list --output json`: the history of each row has its statuses with their times. */
export function listAsJson(rows: readonly PrintedRow[], { ids }: { readonly ids: boolean }): string {
  const scans = rows.map(({ id, name, type, past }) => ({
    threats: [{
      threat: { ...(ids ? { tracking_id: id } : {}), name, type },
      history: past.map(({ wallMs, status }) => ({ key: String(Math.floor(wallMs)), value: status })),
    }],
  }));
  return `${JSON.stringify({ threats: { scans } })}\n`;
}

/** `mdatp health --output json`. */
export function healthAsJson(protection: Protection): string {
  const setting = (value: unknown) => ({ displayValue: true, isManaged: false, value });
  return `${
    JSON.stringify({
      $type: "getHealthAllResult",
      appVersion: "101.26022.0020",
      behaviorMonitoring: setting(onOff(protection.behaviorMonitoring)),
      cloudEnabled: setting(true),
      conflictingApplications: [],
      definitionsStatus: { $type: "upToDate" },
      definitionsUpdatedMinutesAgo: 88,
      edrMachineId: IDS.edr,
      engineLoadStatus: engineStatus(protection),
      engineVersion: "1.1.26010.1",
      fullDiskAccessEnabled: true,
      healthIssues: [],
      healthy: true,
      licensed: true,
      machineGuid: IDS.machine,
      orgId: IDS.org,
      passiveModeEnabled: setting(protection.passive),
      productExpiration: String(Date.UTC(2026, 10, 1)),
      realTimeProtectionAvailable: protection.isAvailable,
      realTimeProtectionEnabled: setting(protection.realTimeProtection),
      releaseRing: "InsiderFast",
      tamperProtection: setting("audit"),
      troubleshootingMode: false,
    })
  }\n`;
}

/** `mdatp health`. */
export function healthAsText(protection: Protection): string {
  return table([
    ["healthy", true],
    ["health_issues", []],
    ["licensed", true],
    ["engine_version", "1.1.26010.1"],
    ["engine_load_status", engineStatus(protection)],
    ["app_version", "101.26022.0020"],
    ["org_id", IDS.org],
    ["machine_guid", IDS.machine],
    ["edr_machine_id", IDS.edr],
    ["release_ring", "InsiderFast"],
    ["cloud_enabled", true],
    ["passive_mode_enabled", protection.passive],
    ["behavior_monitoring", onOff(protection.behaviorMonitoring)],
    ["real_time_protection_enabled", protection.realTimeProtection],
    ["real_time_protection_available", protection.isAvailable],
    ["tamper_protection", "audit"],
    ["definitions_updated_minutes_ago", 88],
    ["definitions_status", "up_to_date"],
    ["conflicting_applications", []],
    ["full_disk_access_enabled", true],
    ["troubleshooting_mode", false],
  ]);
}

/** `mdatp health --details SECTION`, for the sections that the harness asks for. */
export function healthDetails(section: string, protection: Protection): string {
  const { behaviorMonitoring, realTimeProtection, passive } = protection;
  if (section === "system_extensions") {
    return table([
      ["network_extension_enabled", true],
      ["network_extension_installed", true],
      ["endpoint_security_extension_ready", true],
      ["endpoint_security_extension_installed", true],
    ]);
  }
  if (section === "features") return table([["behavior_monitoring", onOff(behaviorMonitoring)]]);
  const level = passive ? "passive" : realTimeProtection ? "real_time" : "on_demand";
  return table([["passive_mode_enabled", passive], ["enforcement_level", level]]);
}

function table(entries: readonly (readonly [string, unknown])[]): string {
  return entries.map(([key, value]) => `${key.padEnd(44)}: ${JSON.stringify(value)}\n`).join("");
}

function onOff(isOn: boolean): string {
  return isOn ? "enabled" : "disabled";
}

function engineStatus({ engineLoaded }: Protection): string {
  return engineLoaded ? "Engine load succeeded" : "Engine not loaded";
}
