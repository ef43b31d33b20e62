// Reading what macOS gives out about a process. Leaves the system calls to the sampler program.
import type { ProcessorCounts } from "./sampler_line.ts";

/** Flavour of `proc_pid_rusage`: `RUSAGE_INFO_V4`. Source: Apple, xnu bsd/sys/resource.h. */
export const RUSAGE_FLAVOUR = 4;
/** Bytes of `struct rusage_info_v4`. */
export const RUSAGE_BYTES = 296;

/** What the struct says. Times are Mach ticks, not nanoseconds. */
export interface MacUsage {
  readonly userTicks: bigint;
  readonly systemTicks: bigint;
  readonly residentBytes: number;
  /** Physical footprint: what Activity Monitor shows as memory. */
  readonly footprintBytes: number;
  /** Start of the process in Mach ticks since boot. */
  readonly startTicks: bigint;
  /** Largest footprint in the life of the process. */
  readonly peakFootprintBytes: number;
  readonly counts: ProcessorCounts;
}

/**
 * Reads `struct rusage_info_v4`; null when the bytes are too few.
 * Source: Apple, xnu bsd/sys/resource.h: 16 bytes UUID, then 64-bit fields in host order (little endian).
 */
export function parseMacUsage(bytes: Uint8Array): MacUsage | null {
  if (bytes.length < RUSAGE_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = (offset: number) => view.getBigUint64(offset, true);
  return {
    userTicks: field(16),
    systemTicks: field(24),
    residentBytes: Number(field(64)),
    footprintBytes: Number(field(72)),
    startTicks: field(80),
    peakFootprintBytes: Number(field(240)),
    counts: {
      instructions: counted(field(248)),
      cycles: counted(field(256)),
      energyNj: counted(field(264)),
    },
  };
}

/** A process that runs has executed something: 0 is a counter that this machine, a virtual one for instance, lacks. */
function counted(value: bigint): number | null {
  return value === 0n ? null : Number(value);
}

/** Flavour of `proc_pidinfo`: `PROC_PIDT_SHORTBSDINFO`, which the system shows of everybody's processes. */
export const SHORT_INFO_FLAVOUR = 13;
/** Bytes of `struct proc_bsdshortinfo`. Source: Apple, xnu bsd/sys/proc_info.h. */
export const SHORT_INFO_BYTES = 64;

/** The parent in a `struct proc_bsdshortinfo`, its second 32-bit field; null when the bytes are too few. */
export function parseParentPid(bytes: Uint8Array): number | null {
  if (bytes.length < SHORT_INFO_BYTES) return null;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
}

/**
 * Mach ticks as milliseconds. The frequency is `sysctl hw.tbfrequency` (24 MHz on Apple silicon, 1 GHz on Intel);
 * `mach_timebase_info` must not be used: it answers 1/1 under Rosetta while the kernel goes on counting native
 * ticks.
 */
export function ticksToMs(ticks: bigint, ticksPerSecond: number): number {
  return (Number(ticks) * 1000) / ticksPerSecond;
}

/** User and system time of a `struct rusage_info_v4` in milliseconds; null when the bytes are too few. */
export function macCpuMs(bytes: Uint8Array, ticksPerSecond: number): number | null {
  const usage = parseMacUsage(bytes);
  return usage === null ? null : ticksToMs(usage.userTicks + usage.systemTicks, ticksPerSecond);
}

/**
 * User and system time of a `struct rusage` (two `struct timeval` of 16 bytes in front), in milliseconds.
 * Source: getrusage(2); Apple, xnu bsd/sys/_types/_timeval.h.
 */
export function parseOwnUsageMs(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Seconds are 64-bit, microseconds 32-bit with four bytes of padding behind.
  const timeval = (at: number) =>
    Number(view.getBigInt64(at, true)) * 1000 + view.getInt32(at + 8, true) / 1000;
  return timeval(0) + timeval(16);
}

/**
 * Arguments in a buffer of `sysctl KERN_PROCARGS2`: a 32-bit count, the path that was executed, zero bytes up to
 * the next word, then the arguments, each ending with a zero byte (the environment follows and is left alone).
 * Source: Apple, xnu bsd/kern/kern_sysctl.c `sysctl_procargsx`.
 */
export function parseProcessArguments(bytes: Uint8Array): readonly string[] {
  if (bytes.length < 5) return [];
  const count = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(0, true);
  let at = bytes.indexOf(0, 4);
  if (at === -1) return [];
  while (bytes[at] === 0) at++;
  const names: string[] = [];
  while (names.length < count && at < bytes.length) {
    const zero = bytes.indexOf(0, at);
    const end = zero === -1 ? bytes.length : zero;
    names.push(new TextDecoder().decode(bytes.subarray(at, end)));
    at = end + 1;
  }
  return names;
}

/**
 * Whether our own CPU time read in ticks agrees with `getrusage`: a wrong frequency is off by a factor of 41.7.
 * Null when the two agree, else what is wrong.
 */
export function disagreement(readMs: number, ownMs: number): string | null {
  const tolerance = Math.max(20, ownMs * 0.25);
  if (Math.abs(readMs - ownMs) <= tolerance) return null;
  return `own CPU time reads ${readMs.toFixed(1)} ms, but the system says ${ownMs.toFixed(1)} ms`;
}
