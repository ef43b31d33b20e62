// What the system says of the machine: model, chip, cores, memory, and the version that people know.
import type { DeviceRecord } from "../../model/record/run_record.ts";

/** The part of the device record that the system knows; null and empty where it does not say. */
export type MachineFacts = Pick<
  DeviceRecord,
  "osVersion" | "osBuild" | "hardwareModel" | "chip" | "cores" | "memoryBytes"
>;

/** What is asked of `sysctl` on macOS; an Intel Mac knows nothing of performance levels and says so of each. */
export const MAC_HARDWARE_NAMES = [
  "hw.model",
  "machdep.cpu.brand_string",
  "hw.memsize",
  "hw.physicalcpu",
  "hw.perflevel0.name",
  "hw.perflevel0.physicalcpu",
  "hw.perflevel1.name",
  "hw.perflevel1.physicalcpu",
] as const;

/** Version and build from `sw_vers`: the version of the product, not of the kernel. Source: sw_vers(1). */
export function parseSwVers(text: string): Pick<MachineFacts, "osVersion" | "osBuild"> {
  const of = (name: string) => new RegExp(`^${name}:\\s*(\\S+)\\s*$`, "m").exec(text)?.[1] ?? null;
  return { osVersion: of("ProductVersion"), osBuild: of("BuildVersion") };
}

type Hardware = Pick<MachineFacts, "hardwareModel" | "chip" | "cores" | "memoryBytes">;

/** The hardware of a Mac, from `sysctl` of {@linkcode MAC_HARDWARE_NAMES}: lines of `name: value`. Source: sysctl(8). */
export function parseMacHardware(text: string): Hardware {
  const values = new Map(
    text.split("\n").flatMap((line) => {
      const [, name, value] = /^([\w.]+): (.+)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
    }),
  );
  const levels = [0, 1].flatMap((level) => {
    const kind = values.get(`hw.perflevel${level}.name`)?.toLowerCase();
    return coresOf(kind, values.get(`hw.perflevel${level}.physicalcpu`));
  });
  return {
    hardwareModel: values.get("hw.model") ?? null,
    chip: values.get("machdep.cpu.brand_string") ?? null,
    cores: levels.length > 0 ? levels : coresOf(ALIKE, values.get("hw.physicalcpu")),
    memoryBytes: wholeNumber(values.get("hw.memsize")),
  };
}

/** Kind of cores that do not differ. */
export const ALIKE = "alike";

/** Prints files of Linux as `PATH:LINE`; a shell because /proc is closed to the runtime. */
export const LINUX_HARDWARE_SCRIPT = [
  'grep -sHm1 "^model name" /proc/cpuinfo',
  'grep -sH "^MemTotal" /proc/meminfo',
  'grep -sH "" /sys/devices/cpu_core/cpus /sys/devices/cpu_atom/cpus /sys/devices/system/cpu/online',
  "true",
].join("; ");

/**
 * The hardware of a Linux machine from {@linkcode LINUX_HARDWARE_SCRIPT}. Cores are what the system schedules on.
 * Sources: proc_cpuinfo(5), proc_meminfo(5) (`kB` are KiB), kernel Documentation/ABI/testing/sysfs-devices-system-cpu.
 */
export function parseLinuxHardware(text: string): Omit<Hardware, "hardwareModel"> {
  const after = (start: string) =>
    text.split("\n").find((line) => line.startsWith(start))?.slice(start.length).trim();
  const count = (folder: string) => countListed(after(`/sys/devices/${folder}:`) ?? "");
  const kinds = [
    ...coresOf("performance", count("cpu_core/cpus")),
    ...coresOf("efficiency", count("cpu_atom/cpus")),
  ];
  const kib = wholeNumber(/^\d+/.exec(after("/proc/meminfo:MemTotal:") ?? "")?.[0]);
  return {
    chip: /^[^:]*:\s*(.+)$/.exec(after("/proc/cpuinfo:") ?? "")?.[1] ?? null,
    cores: kinds.length > 0 ? kinds : coresOf(ALIKE, count("system/cpu/online")),
    memoryBytes: kib === null ? null : kib * 1024,
  };
}

/** Of a list of processors: `0-3,8` names five. */
function countListed(list: string): string {
  const parts = list.split(",").map((part) => /^(\d+)(?:-(\d+))?$/.exec(part));
  return String(
    parts.reduce(
      (sum, part) => sum + (part === null ? 0 : Number(part[2] ?? part[1]) - Number(part[1]) + 1),
      0,
    ),
  );
}

function coresOf(kind: string | undefined, count: string | undefined): MachineFacts["cores"] {
  const number = wholeNumber(count);
  return kind === undefined || number === null || number === 0 ? [] : [{ kind, count: number }];
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
