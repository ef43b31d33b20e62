// The fallback where the kernel's own counters cannot be read: `ps` at most once a second. Cumulative times only:
// `%cpu` is a decaying average over up to a minute.
import { parseCpuTime } from "../../model/parse_cpu_time.ts";
import type { Platform } from "../../model/platform.ts";
import { labelOf, labelProcess, type ProcessFilter } from "./agent_processes.ts";
import type { ProcessReading } from "./sampler_line.ts";

/**
 * Arguments of `ps`. The start (five words) tells a pid that is used again. On macOS `comm` is the whole path, which
 * may hold blanks; on Linux it is cut, so the arguments are asked for and the path ends at the first blank.
 */
export function psArguments(platform: Platform): readonly string[] {
  return ["-axww", "-o", `pid=,ppid=,lstart=,time=,rss=,${platform === "darwin" ? "comm" : "args"}=`];
}

/** One process in a listing. */
export interface ListedProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly startedAt: string;
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** Path as it was started, then its arguments where the listing has them. */
  readonly argv: readonly string[];
}

const LINE = /^\s*(\d+)\s+(\d+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d{4})\s+(\S+)\s+(\d+)\s+(.+)$/;

/** Reads a listing made with `psArguments`; lines it cannot read are left out and counted. */
export function parsePsListing(
  text: string,
  platform: Platform,
): { readonly processes: readonly ListedProcess[]; readonly unreadable: number } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const processes = lines.flatMap((line) => {
    const [, pid, parentPid, startedAt, time, rssKib, command] = LINE.exec(line) ?? [];
    const cpuMs = parseCpuTime(time ?? "");
    if (pid === undefined || startedAt === undefined || command === undefined || cpuMs === null) return [];
    return [{
      pid: Number(pid),
      parentPid: Number(parentPid),
      startedAt,
      cpuMs,
      rssBytes: Number(rssKib) * 1024,
      argv: splitCommand(command, platform),
    }];
  });
  return { processes, unreadable: lines.length - processes.length };
}

/** The agent's processes in a listing. */
export function pickAgentProcesses(
  processes: readonly ListedProcess[],
  filter: ProcessFilter,
): readonly ProcessReading[] {
  const parents = new Map(processes.map(({ pid, parentPid }) => [pid, parentPid]));
  return processes.flatMap(({ pid, startedAt, cpuMs, rssBytes, argv }) => {
    const name = labelProcess(argv, filter);
    if (name === null) return [];
    const label = labelOf({ pid, label: name }, filter, (of) => parents.get(of) ?? null);
    return [{ pid, startedAt, label, cpuMs, bytes: rssBytes, peakBytes: null }];
  });
}

/** What others used between two listings, largest first. Processes of the agent and of `ignored` are left out. */
export function otherConsumers(
  before: readonly ListedProcess[],
  after: readonly ListedProcess[],
  options: { readonly filter: ProcessFilter; readonly ignored: ReadonlySet<number>; readonly limit: number },
): readonly { readonly name: string; readonly cpuMs: number }[] {
  return usedBetween(
    before,
    after.filter(({ pid, argv }) => !options.ignored.has(pid) && labelProcess(argv, options.filter) === null),
  ).filter(({ cpuMs }) => cpuMs > 0)
    .sort((a, b) => b.cpuMs - a.cpuMs)
    .slice(0, options.limit);
}

/** Programs that keep the system's search index: Spotlight on macOS, those of two desktops on Linux. */
const INDEXERS: ReadonlySet<string> = new Set([
  "mds",
  "mds_stores",
  "mdworker",
  "mdworker_shared",
  "mdbulkimport",
  "mdsync",
  "corespotlightd",
  "spotlightknowledged",
  "tracker-miner-fs-3",
  "baloo_file",
]);

/** What the search index used between two listings, in milliseconds of CPU time. */
export function indexingCpuMs(before: readonly ListedProcess[], after: readonly ListedProcess[]): number {
  const indexing = after.filter(({ argv }) => INDEXERS.has(basename(argv[0] ?? "")));
  return usedBetween(before, indexing).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** A process that is new has used all of its time in between. */
function usedBetween(
  before: readonly ListedProcess[],
  after: readonly ListedProcess[],
): { readonly name: string; readonly cpuMs: number }[] {
  const earlier = new Map(before.map((process) => [`${process.pid} ${process.startedAt}`, process.cpuMs]));
  return after.map(({ pid, startedAt, cpuMs, argv }) => ({
    // Without the arguments, which may hold secrets.
    name: basename(argv[0] ?? ""),
    cpuMs: Math.max(0, cpuMs - (earlier.get(`${pid} ${startedAt}`) ?? 0)),
  }));
}

function splitCommand(command: string, platform: Platform): readonly string[] {
  return platform === "darwin" ? [command] : command.split(" ");
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
