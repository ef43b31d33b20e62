// Agent processes of a Linux system, over the few system calls it needs. Leaves those to the sampler program.
import { labelOf, labelProcess, type ProcessFilter } from "./agent_processes.ts";
import {
  parseCommandLine,
  parsePeakBytes,
  parseProcessStat,
  parseResidentBytes,
  type ProcessStat,
} from "./linux_readings.ts";
import { type CounterCalls, LinuxCounters } from "./linux_counters.ts";
import type { FoundProcess, ProcessSource, ReadingOutcome } from "./sampler.ts";

/** System calls on Linux. A file kept open in /proc goes on naming the same process when its pid is used again. */
export interface LinuxCalls {
  readonly pageSize: number;
  listPids(): readonly number[];
  /** Whole text of a small file; null when it is not there. */
  readText(path: string): string | null;
  /** Null when it is not there. */
  open(path: string): number | null;
  /** From the start of the file; null when the process is gone. */
  readAgain(file: number): string | null;
  close(file: number): void;
  /** Null when the process is gone. */
  cpuMs(pid: number): number | null;
  /** Null where nothing but time is counted. */
  readonly counters: CounterCalls | null;
}

/** A process that is not the agent's is looked at again this often: one may yet become it by exec. */
const LOOKS = 3;
/** The kernel's peak is read at every so many readings of a process: it costs more than the rest. */
const PEAK_EVERY = 10;

interface Kept {
  readonly file: number;
  reads: number;
  peakBytes: number | null;
}

/** Source over /proc and the CPU clocks of processes. */
export function createLinuxSource(calls: LinuxCalls, filter: ProcessFilter): ProcessSource {
  const looks = new Map<number, number>();
  const ours = new Map<number, FoundProcess>();
  const kept = new Map<number, Kept>();
  const counters = calls.counters === null ? null : new LinuxCounters(calls.counters);

  const forget = ({ pid }: FoundProcess) => {
    const entry = kept.get(pid);
    if (entry !== undefined) calls.close(entry.file);
    counters?.forget(pid);
    kept.delete(pid);
    ours.delete(pid);
    looks.delete(pid);
  };

  const keep = (pid: number): Kept | null => {
    const known = kept.get(pid);
    if (known !== undefined) return known;
    const file = calls.open(`/proc/${pid}/statm`);
    if (file === null) return null;
    const entry = { file, reads: 0, peakBytes: null };
    kept.set(pid, entry);
    return entry;
  };

  // A zombie has no memory any more.
  const residentBytes = (statm: string | null) => parseResidentBytes(statm ?? "", calls.pageSize) || null;

  // The newest pid of the system, the last word of loadavg: while it stays the same no process was made, and the list,
  // the dearest part of a tick, holds nothing new. Whatever ended shows when it is read.
  let listedAt: string | null = null;
  let settled = false;
  let loadavg: number | null = null;
  const newestPid = (): string | null => {
    loadavg ??= calls.open("/proc/loadavg");
    const text = loadavg === null ? null : calls.readAgain(loadavg);
    return text === null ? null : text.slice(text.lastIndexOf(" "));
  };

  return {
    source: "linux-cpu-clock",
    metric: "rss",
    forget,
    discover() {
      const newest = newestPid();
      if (newest !== null && newest === listedAt && settled) return [...ours.values()];
      listedAt = newest;
      settled = true;
      const pids = calls.listPids();
      const alive = new Set(pids);
      for (const pid of looks.keys()) if (!alive.has(pid)) looks.delete(pid);
      return pids.flatMap((pid) => {
        const known = ours.get(pid);
        // Whether it is still the same one shows when it is read: its open file names it for good.
        if (known !== undefined) return [known];
        const seen = looks.get(pid) ?? 0;
        if (seen >= LOOKS) return [];
        const found = look(calls, filter, pid);
        looks.set(pid, found === null ? seen + 1 : LOOKS);
        if (found === null && seen + 1 < LOOKS) settled = false;
        if (found === null) return [];
        ours.set(pid, found);
        return [found];
      });
    },
    read(process): ReadingOutcome {
      const entry = keep(process.pid);
      const bytes = entry === null ? null : residentBytes(calls.readAgain(entry.file));
      const cpuMs = calls.cpuMs(process.pid);
      if (entry === null || bytes === null || cpuMs === null) {
        forget(process);
        return "gone";
      }
      if (entry.reads++ % PEAK_EVERY === 0) {
        entry.peakBytes = parsePeakBytes(calls.readText(`/proc/${process.pid}/status`) ?? "");
      }
      const peakBytes = entry.peakBytes === null ? null : Math.max(entry.peakBytes, bytes);
      const counts = counters?.read(process.pid);
      return { cpuMs, bytes, peakBytes, ...(counts === undefined ? {} : { counts }) };
    },
  };
}

function look(calls: LinuxCalls, filter: ProcessFilter, pid: number): FoundProcess | null {
  const label = labelProcess(parseCommandLine(calls.readText(`/proc/${pid}/cmdline`) ?? ""), filter);
  if (label === null) return null;
  const stat = statOf(calls, pid);
  // A zombie has ended: its time stands still and its memory is gone.
  if (stat === null || stat.state === "Z") return null;
  const parentOf = (of: number) => statOf(calls, of)?.parentPid ?? null;
  return { pid, startedAt: stat.startTime, label: labelOf({ pid, label }, filter, parentOf) };
}

function statOf(calls: LinuxCalls, pid: number): ProcessStat | null {
  return parseProcessStat(calls.readText(`/proc/${pid}/stat`) ?? "");
}
