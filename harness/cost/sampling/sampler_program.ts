// The sampler as a program of its own: `deno run --allow-ffi sampler_program.ts REQUEST`. Holds the system calls
// and the loop; what they mean stands in linux_source.ts, macos_source.ts and sampler.ts. Needs no other
// permission: /proc cannot be read through the runtime without all of them.
import { parseDirectoryEntries, parseTimespecMs, processClockId } from "./linux_readings.ts";
import { createLinuxSource, type LinuxCalls } from "./linux_source.ts";
import { disagreement, macCpuMs, parseOwnUsageMs, RUSAGE_BYTES, RUSAGE_FLAVOUR } from "./macos_readings.ts";
import { createMacSource, type MacCalls } from "./macos_source.ts";
import { type ProcessSource, Sampler } from "./sampler.ts";
import { parseSamplerRequest, type SamplerLine, type SamplerRequest } from "./sampler_line.ts";

interface OpenSource {
  readonly source: ProcessSource;
  readonly selfCheck: string;
  ownCpuMs(): number;
  readonly poll: Poll;
}

type Poll = (request: Int32Array<ArrayBuffer>, timeoutMs: number) => number;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

if (import.meta.main) main();

function main(): void {
  try {
    const request = parseSamplerRequest(Deno.args[0]);
    const opened = Deno.build.os === "darwin" ? openMac(request) : openLinux(request);
    sample(opened, request);
  } catch (error) {
    print({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
    Deno.exitCode = 3;
  }
}

function sample({ source, selfCheck, ownCpuMs, poll }: OpenSource, request: SamplerRequest): void {
  const pause = waitOnInput(poll);
  const sampler = new Sampler(source);
  const intervalMs = 1000 / request.rateHz;
  const startMs = performance.now();
  const endMs = request.seconds === null ? Infinity : startMs + request.seconds * 1000;
  const refused = new Set<number>();
  const counts = { ticks: 0, missed: 0 };
  const cost = (): SamplerLine => {
    return { kind: "cost", cpuMs: ownCpuMs(), wallMs: performance.now() - startMs, ...counts };
  };
  print({
    kind: "start",
    source: source.source,
    metric: source.metric,
    rateHz: request.rateHz,
    cores: navigator.hardwareConcurrency,
    selfCheck,
  });
  let due = 0;
  let nextCostMs = startMs + 10_000;
  while (performance.now() < endMs) {
    const atMs = performance.now();
    const slot = Math.floor((atMs - startMs) / intervalMs + 1e-6);
    const missed = Math.max(0, slot - due);
    const outcome = sampler.tick(atMs);
    counts.ticks++;
    counts.missed += missed;
    const tookMs = round(performance.now() - atMs);
    for (const { pid, label } of outcome.refused) {
      if (!refused.has(pid)) print({ kind: "refused", pid, label });
      refused.add(pid);
    }
    print({
      kind: "tick",
      atMs: round(atMs),
      wallMs: Date.now(),
      missed,
      tookMs,
      processes: outcome.readings,
    });
    if (atMs >= nextCostMs) {
      print(cost());
      nextCostMs += 10_000;
    }
    due = slot + 1;
    if (pause(startMs + due * intervalMs - performance.now())) break;
  }
  print(cost());
}

/**
 * Waits in the kernel until the time is over or standard input ends; true when it ended. The harness closes it, and
 * it ends with the harness: no sampler is left behind. Timers of the runtime cost several times as much a tick.
 */
function waitOnInput(poll: Poll): (durationMs: number) => boolean {
  const buffer = new Uint8Array(64);
  return (durationMs) => {
    const untilMs = performance.now() + durationMs;
    for (;;) {
      // struct pollfd: descriptor 0, events POLLIN.
      const request = new Int32Array([0, 1]);
      const leftMs = Math.max(0, untilMs - performance.now());
      if (poll(request, Math.ceil(leftMs)) <= 0) return false;
      if (Deno.stdin.readSync(buffer) === null) return true;
    }
  };
}

function print(line: SamplerLine): void {
  const bytes = encoder.encode(`${JSON.stringify(line)}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function cString(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${text}\0`);
}

function openLinux(request: SamplerRequest): OpenSource {
  const libc = Deno.dlopen("libc.so.6", {
    open: { parameters: ["buffer", "i32"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
    pread: { parameters: ["i32", "buffer", "usize", "i64"], result: "isize" },
    clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
    getpagesize: { parameters: [], result: "i32" },
    poll: { parameters: ["buffer", "u64", "i32"], result: "i32" },
    syscall: { parameters: ["i64", "i32", "buffer", "i64"], result: "i64" },
  }).symbols;
  const buffer = new Uint8Array(32_768);
  const timespec = new Uint8Array(16);
  const getdents64 = Deno.build.arch === "x86_64" ? 217n : 61n;
  const openFile = (path: string) => {
    const file = libc.open(cString(path), 0);
    return file < 0 ? null : file;
  };
  const readAgain = (file: number) => {
    const length = Number(libc.pread(file, buffer, BigInt(buffer.length), 0n));
    return length <= 0 ? null : decoder.decode(buffer.subarray(0, length));
  };
  const clockMs = (clock: number) =>
    libc.clock_gettime(clock, timespec) === 0 ? parseTimespecMs(timespec) : null;
  const listNames = (path: string) => {
    const folder = openFile(path);
    if (folder === null) throw new Error(`Cannot list "${path}"`);
    const names: string[] = [];
    for (;;) {
      const length = Number(libc.syscall(getdents64, folder, buffer, BigInt(buffer.length)));
      if (length <= 0) break;
      names.push(...parseDirectoryEntries(buffer.subarray(0, length)));
    }
    libc.close(folder);
    return names;
  };
  const calls: LinuxCalls = {
    pageSize: libc.getpagesize(),
    listPids: () => listNames("/proc").map(Number).filter((pid) => pid > 0),
    open: openFile,
    readAgain,
    close: (file) => void libc.close(file),
    readText(path) {
      const file = openFile(path);
      if (file === null) return null;
      const text = readAgain(file);
      libc.close(file);
      return text;
    },
    cpuMs: (pid) => clockMs(processClockId(pid)),
  };
  const ownClock = 2; // CLOCK_PROCESS_CPUTIME_ID
  const ownCpuMs = () => clockMs(ownClock) ?? 0;
  const wrong = disagreement(calls.cpuMs(Deno.pid) ?? -1e9, ownCpuMs());
  if (wrong !== null) throw new Error(`Cannot trust the CPU clocks: ${wrong}`);
  const poll: Poll = (files, timeoutMs) => libc.poll(files, 1n, timeoutMs);
  return {
    source: createLinuxSource(calls, request),
    selfCheck: "agrees with the own CPU clock",
    ownCpuMs,
    poll,
  };
}

function openMac(request: SamplerRequest): OpenSource {
  const system = Deno.dlopen("/usr/lib/libSystem.B.dylib", {
    proc_listallpids: { parameters: ["buffer", "i32"], result: "i32" },
    proc_pidpath: { parameters: ["i32", "buffer", "u32"], result: "i32" },
    proc_pid_rusage: { parameters: ["i32", "i32", "buffer"], result: "i32" },
    sysctl: { parameters: ["buffer", "u32", "buffer", "buffer", "pointer", "usize"], result: "i32" },
    sysctlbyname: { parameters: ["buffer", "buffer", "buffer", "pointer", "usize"], result: "i32" },
    getrusage: { parameters: ["i32", "buffer"], result: "i32" },
    poll: { parameters: ["buffer", "u32", "i32"], result: "i32" },
  }).symbols;
  const frequency = new BigUint64Array(1);
  if (system.sysctlbyname(cString("hw.tbfrequency"), frequency, new BigUint64Array([8n]), null, 0n) !== 0) {
    throw new Error('Cannot read "hw.tbfrequency"');
  }
  const pids = new Int32Array(16_384);
  const path = new Uint8Array(4096);
  const usage = new Uint8Array(RUSAGE_BYTES);
  const args = new Uint8Array(65_536);
  const calls: MacCalls = {
    ticksPerSecond: Number(frequency[0]),
    listPids: () => Array.from(pids.subarray(0, Math.max(0, system.proc_listallpids(pids, pids.byteLength)))),
    pathOf(pid) {
      const length = system.proc_pidpath(pid, path, path.length);
      return length <= 0 ? null : decoder.decode(path.subarray(0, length));
    },
    argumentsOf(pid) {
      const size = new BigUint64Array([BigInt(args.length)]);
      // CTL_KERN, KERN_PROCARGS2, pid.
      if (system.sysctl(new Int32Array([1, 49, pid]), 3, args, size, null, 0n) !== 0) return null;
      return args.subarray(0, Number(size[0]));
    },
    usageOf(pid) {
      if (system.proc_pid_rusage(pid, RUSAGE_FLAVOUR, usage) === 0) return usage;
      // A pid that is listed but not shown belongs to somebody else; one that is not listed has ended.
      return system.proc_pidpath(pid, path, path.length) > 0 ? "refused" : "gone";
    },
  };
  const own = new Uint8Array(144);
  const ownCpuMs = () => system.getrusage(0, own) === 0 ? parseOwnUsageMs(own) : 0;
  const source = createMacSource(calls, request);
  const ownReading = calls.usageOf(Deno.pid);
  const wrong = typeof ownReading === "string"
    ? "own usage is not shown"
    : disagreement(macCpuMs(ownReading, calls.ticksPerSecond) ?? -1e9, ownCpuMs());
  if (wrong !== null) throw new Error(`Cannot trust the CPU times: ${wrong}`);
  const poll: Poll = (files, timeoutMs) => system.poll(files, 1, timeoutMs);
  return { source, selfCheck: "agrees with getrusage", ownCpuMs, poll };
}
