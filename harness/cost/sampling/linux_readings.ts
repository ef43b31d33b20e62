// Reading what Linux prints in /proc. Leaves the system calls to the sampler program.

/** Fields of `/proc/PID/stat` that name a process for good. Source: proc_pid_stat(5). */
export interface ProcessStat {
  readonly state: string;
  readonly parentPid: number;
  /** Clock ticks since boot. */
  readonly startTime: string;
}

/** State and start time; null for what is no such line. The name may hold blanks and brackets. */
export function parseProcessStat(text: string): ProcessStat | null {
  // Everything behind the last bracket is fixed; field 3 is the first of it, field 4 the parent, field 22 the start time.
  const fields = text.slice(text.lastIndexOf(")") + 2).trim().split(" ");
  const state = fields[0];
  const startTime = fields[19];
  if (!text.includes(")") || !state || startTime === undefined || !/^\d+$/.test(startTime)) return null;
  return { state, parentPid: Number(fields[1]), startTime };
}

/** Arguments of `/proc/PID/cmdline`, a zero byte behind each; none for a kernel thread. Source: proc_pid_cmdline(5). */
export function parseCommandLine(text: string): readonly string[] {
  if (text === "") return [];
  const parts = text.split("\0");
  return text.endsWith("\0") ? parts.slice(0, -1) : parts;
}

/** Resident bytes of `/proc/PID/statm`: its second field, in pages; null without it. Source: proc_pid_statm(5). */
export function parseResidentBytes(text: string, pageSize: number): number | null {
  const pages = /^\d+ (\d+)/.exec(text)?.[1];
  return pages === undefined ? null : Number(pages) * pageSize;
}

/** Peak resident bytes: `VmHWM` of `/proc/PID/status`, in KiB; null without it. Source: proc_pid_status(5). */
export function parsePeakBytes(text: string): number | null {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? null : Number(kib) * 1024;
}

/**
 * The clock id of a process's CPU time: the complement of the pid in the upper bits, "all threads, scheduler time"
 * in the lower three. Source: Linux include/linux/posix-timers.h, `make_process_cpuclock`; what
 * clock_getcpuclockid(3) returns.
 */
export function processClockId(pid: number): number {
  return (~pid << 3) | 2;
}

/** Milliseconds in a 64-bit `struct timespec`: seconds, then nanoseconds, 8 bytes each. Source: timespec(3type). */
export function parseTimespecMs(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Number(view.getBigInt64(0, true)) * 1000 + Number(view.getBigInt64(8, true)) / 1e6;
}

/**
 * Names in a buffer of `getdents64`. Source: getdents(2): 8 bytes inode, 8 bytes offset, 2 bytes length of the
 * record, 1 byte type, then the name up to a zero byte.
 */
export function parseDirectoryEntries(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (let at = 0; at + 19 < bytes.length;) {
    const length = view.getUint16(at + 16, true);
    if (length < 20) break;
    const end = bytes.indexOf(0, at + 19);
    names.push(ascii(bytes.subarray(at + 19, end)));
    at += length;
  }
  return names;
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
