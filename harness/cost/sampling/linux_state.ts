// Reading what Linux says about power, heat and memory, from files printed by `grep -sH ""` as `PATH:LINE`.
import type { MachineState } from "./machine_state.ts";

/** Script that prints the files; a shell because of the patterns, and because /proc is closed to the runtime. */
export const LINUX_STATE_SCRIPT = [
  'grep -sH "" /proc/loadavg /proc/meminfo',
  "/sys/class/power_supply/*/type /sys/class/power_supply/*/online /sys/class/power_supply/*/status",
  "/sys/firmware/acpi/platform_profile",
  "/sys/class/thermal/cooling_device*/type /sys/class/thermal/cooling_device*/cur_state",
].join(" ");

/**
 * All but what other processes did; null for each file that is not in the text. Sources: proc_loadavg(5), proc_meminfo(5)
 * (`kB` are KiB), and the kernel's Documentation/ABI/testing/ of each file in /sys.
 */
export function parseLinuxState(text: string): Omit<MachineState, "otherConsumers" | "indexingCpuMs"> {
  const files = readFiles(text);
  return {
    powerSource: powerSource(files),
    lowPowerMode: lowPowerMode(files),
    thermal: thermal(files),
    thermalLevel: null,
    backupRunning: null,
    load1: firstNumber(files.get("/proc/loadavg")?.[0]),
    freeBytes: meminfo(files, "MemAvailable"),
    swapUsedBytes: difference(meminfo(files, "SwapTotal"), meminfo(files, "SwapFree")),
  };
}

type Files = ReadonlyMap<string, readonly string[]>;

function readFiles(text: string): Files {
  const files = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (!line.startsWith("/") || colon === -1) continue;
    const path = line.slice(0, colon);
    files.set(path, [...(files.get(path) ?? []), line.slice(colon + 1)]);
  }
  return files;
}

/** Source: kernel Documentation/ABI/testing/sysfs-class-power, `type`, `online` and `status`. */
function powerSource(files: Files): MachineState["powerSource"] {
  const supplies = [...files].filter(([path]) => path.startsWith("/sys/class/power_supply/"));
  const mains = supplies.filter(([path, [type]]) =>
    path.endsWith("/type") && (type === "Mains" || type === "USB")
  );
  const online = mains.map(([path]) => files.get(path.replace(/type$/, "online"))?.[0]);
  if (online.includes("1")) return "mains";
  if (supplies.some(([path, [status]]) => path.endsWith("/status") && status === "Discharging")) {
    return "battery";
  }
  if (online.includes("0")) return "battery";
  // A server or a virtual machine shows no supply at all.
  return supplies.length === 0 && files.has("/proc/meminfo") ? "mains" : null;
}

/** Source: kernel Documentation/ABI/testing/sysfs-platform_profile. */
function lowPowerMode(files: Files): boolean | null {
  const profile = files.get("/sys/firmware/acpi/platform_profile")?.[0];
  return profile === undefined ? null : profile === "low-power" || profile === "quiet";
}

/** A processor that is cooled by slowing it down. Source: kernel Documentation/ABI/testing/sysfs-class-thermal. */
function thermal(files: Files): MachineState["thermal"] {
  const devices = [...files].filter(([path, [type]]) =>
    /cooling_device\d+\/type$/.test(path) && type === "Processor"
  );
  if (devices.length === 0) return null;
  const states = devices.map(([path]) => Number(files.get(path.replace(/type$/, "cur_state"))?.[0] ?? 0));
  return states.some((state) => state > 0) ? "limited" : "normal";
}

function meminfo(files: Files, key: string): number | null {
  const line = files.get("/proc/meminfo")?.find((entry) => entry.startsWith(`${key}:`));
  const kib = firstNumber(line?.slice(key.length + 1));
  return kib === null ? null : kib * 1024;
}

function firstNumber(text: string | undefined): number | null {
  const number = /^\s*(\d+(?:\.\d+)?)/.exec(text ?? "")?.[1];
  return number === undefined ? null : Number(number);
}

function difference(total: number | null, free: number | null): number | null {
  return total === null || free === null ? null : total - free;
}
