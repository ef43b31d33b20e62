// Reading what macOS says about power, heat and memory. Leaves asking to the measurement.
import type { MachineState } from "./machine_state.ts";

/** The source of power from `pmset -g batt`, whose first line names it; null for any other text. Source: pmset(1). */
export function parsePowerSource(text: string): MachineState["powerSource"] {
  const source = /Now drawing from '([^']+)'/.exec(text)?.[1];
  if (source === undefined) return null;
  // "UPS Power" comes from mains that failed: it counts as battery.
  return source === "AC Power" ? "mains" : "battery";
}

/**
 * Whether the processor is held back, from `pmset -g therm`: limits are percentages of its full speed, so one below 100
 * says so, as does a warning level; null for any other text. Source: pmset(1). That nothing has been recorded is no
 * answer: on Apple silicon it says so at any heat.
 */
export function parseThermal(text: string): MachineState["thermal"] {
  const limits = [...text.matchAll(/CPU_(?:Scheduler|Speed)_Limit\s*=\s*(\d+)/g)].map((match) =>
    Number(match[1])
  );
  const level = /(?:thermal|performance) warning level (?:set to|=)\s*(\d+)/i.exec(text)?.[1];
  if (limits.some((limit) => limit < 100) || Number(level ?? 0) > 0) return "limited";
  return limits.length > 0 || level !== undefined ? "normal" : null;
}

/** What is asked for thermal pressure. */
export const THERMAL_PRESSURE = "com.apple.system.thermalpressurelevel";

/**
 * Thermal pressure from `notifyutil -g com.apple.system.thermalpressurelevel`: 0 nominal, 1 moderate, 2 heavy,
 * 3 trapping, 4 sleeping; null for any other text. Source: Apple, OSThermalNotification.h.
 */
export function parseThermalLevel(text: string): number | null {
  const [, name, level] = /^(\S+) ([0-4])\s*$/.exec(text.trim()) ?? [];
  return name === THERMAL_PRESSURE ? Number(level) : null;
}

/** Both together: whichever says that the processor is held back is believed; from level 1 on the system acts on heat. */
export function thermalState(
  limits: MachineState["thermal"],
  level: number | null,
): MachineState["thermal"] {
  if (limits === "limited" || (level ?? 0) > 0) return "limited";
  return level === null ? limits : "normal";
}

/** Whether Time Machine makes a backup, from `tmutil status`: `Running = 1;`; null for any other text. Source: tmutil(8). */
export function parseBackupRunning(text: string): boolean | null {
  const running = /^\s*Running = ([01]);/m.exec(text)?.[1];
  return running === undefined ? null : running === "1";
}

/**
 * Low-power mode from `pmset -g custom`: one section per power source, `lowpowermode 0|1`, on newer systems `powermode
 * 0|1|2`, where 1 is low power. Only the section of the source in use counts; null without it. Source: pmset(1).
 */
export function parseLowPowerMode(text: string, source: MachineState["powerSource"]): boolean | null {
  if (source === null) return null;
  const wanted = source === "mains" ? "AC Power:" : "Battery Power:";
  const sections = text.split(/^(?=\S.*:\s*$)/m);
  const section = sections.find((part) => part.startsWith(wanted)) ?? "";
  const value = /^\s*(?:lowpowermode|powermode)\s+(\d)/m.exec(section)?.[1];
  return value === undefined ? null : value === "1";
}

/**
 * Tasks that ran or waited, the mean of one minute, from `sysctl -n vm.loadavg`: `{ 1.50 1.60 1.70 }`, in some locales
 * with commas; null for any other text. Source: getloadavg(3), sysctl(8).
 */
export function parseMacLoad(text: string): number | null {
  const load = /\{\s*([\d.,]+)/.exec(text)?.[1];
  return load === undefined ? null : Number(load.replace(",", "."));
}

/**
 * Bytes of swap in use, from `sysctl -n vm.swapusage`: `total = 2048.00M  used = 1024.50M  free = …`, in MiB; null for
 * any other text. Source: sysctl(8).
 */
export function parseSwapUsed(text: string): number | null {
  const used = /used = ([\d.,]+)M/.exec(text)?.[1];
  return used === undefined ? null : Math.round(Number(used.replace(",", ".")) * 1024 * 1024);
}

/**
 * Bytes that can be given out at once, from `vm_stat`: free pages alone are next to none on a healthy Mac; inactive,
 * purgeable and speculative ones count as well. Null without the page size or free pages. Source: vm_stat(1).
 */
export function parseFreeBytes(text: string): number | null {
  const pageSize = /page size of (\d+) bytes/.exec(text)?.[1];
  if (pageSize === undefined) return null;
  const kinds = ["free", "inactive", "purgeable", "speculative"];
  const pages = kinds.map((kind) => new RegExp(`^Pages ${kind}:\\s+(\\d+)\\.`, "m").exec(text)?.[1]);
  if (pages[0] === undefined) return null;
  return pages.reduce((sum, count) => sum + Number(count ?? 0), 0) * Number(pageSize);
}
