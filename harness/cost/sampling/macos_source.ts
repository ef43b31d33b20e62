// Agent processes of a macOS system, over the few system calls it needs. Leaves those to the sampler program.
import { labelOf, labelProcess, type ProcessFilter } from "./agent_processes.ts";
import { parseMacUsage, parseProcessArguments, ticksToMs } from "./macos_readings.ts";
import type { FoundProcess, ProcessSource, ReadingOutcome } from "./sampler.ts";

/** System calls on macOS. */
export interface MacCalls {
  /** `sysctl hw.tbfrequency`. */
  readonly ticksPerSecond: number;
  listPids(): readonly number[];
  /** `proc_pidpath`; null when it is gone or not shown. */
  pathOf(pid: number): string | null;
  /** `sysctl KERN_PROCARGS2`; null when it is gone or not shown. */
  argumentsOf(pid: number): Uint8Array | null;
  /** `proc_pidinfo`; null when it is gone or not shown. */
  parentOf(pid: number): number | null;
  /** `proc_pid_rusage`. */
  usageOf(pid: number): Uint8Array | "gone" | "refused";
}

/** Source over libproc. Processes of root are refused without root: the caller then falls back to `ps`. */
export function createMacSource(calls: MacCalls, filter: ProcessFilter): ProcessSource {
  return {
    source: "macos-rusage",
    metric: "footprint",
    forget: () => {},
    discover: () =>
      calls.listPids().flatMap((pid) => {
        const label = labelProcess(startedAs(calls, filter, pid), filter);
        if (label === null) return [];
        const usage = calls.usageOf(pid);
        if (usage === "gone") return [];
        const startTicks = usage === "refused" ? undefined : parseMacUsage(usage)?.startTicks;
        const startedAt = startTicks?.toString() ?? "unknown";
        return [{ pid, startedAt, label: labelOf({ pid, label }, filter, calls.parentOf) }];
      }),
    read: (process) => read(calls, process),
  };
}

/** The path of the program; of a simulated agent the first argument, because its program is a link to the runtime. */
function startedAs(calls: MacCalls, filter: ProcessFilter, pid: number): readonly string[] {
  if (filter.root === null) {
    const path = calls.pathOf(pid);
    return path === null ? [] : [path];
  }
  const bytes = calls.argumentsOf(pid);
  return bytes === null ? [] : parseProcessArguments(bytes);
}

function read(calls: MacCalls, process: FoundProcess): ReadingOutcome {
  const bytes = calls.usageOf(process.pid);
  if (bytes === "gone" || bytes === "refused") return bytes;
  const usage = parseMacUsage(bytes);
  // The pid names another process by now.
  if (usage === null || usage.startTicks.toString() !== process.startedAt) return "gone";
  return {
    cpuMs: ticksToMs(usage.userTicks + usage.systemTicks, calls.ticksPerSecond),
    bytes: usage.footprintBytes,
    peakBytes: usage.peakFootprintBytes,
    counts: usage.counts,
  };
}
