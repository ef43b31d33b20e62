// The system calls of the sampler on macOS. What they mean stands in macos_source.ts and macos_readings.ts.
import { parseTimespecMs } from "../linux_readings.ts";
import {
  disagreement,
  macCpuMs,
  parseOwnUsageMs,
  parseParentPid,
  RUSAGE_BYTES,
  RUSAGE_FLAVOUR,
  SHORT_INFO_BYTES,
  SHORT_INFO_FLAVOUR,
} from "../macos_readings.ts";
import { createMacSource, type MacCalls } from "../macos_source.ts";
import type { SamplerRequest } from "../sampler_line.ts";
import { cString, type OpenSource, type Poll } from "./open_source.ts";

const decoder = new TextDecoder();

/** Opens the system's library; throws what cannot be trusted. */
export function openMac(request: SamplerRequest): OpenSource {
  const system = Deno.dlopen("/usr/lib/libSystem.B.dylib", {
    proc_listallpids: { parameters: ["buffer", "i32"], result: "i32" },
    proc_pidpath: { parameters: ["i32", "buffer", "u32"], result: "i32" },
    proc_pidinfo: { parameters: ["i32", "i32", "u64", "buffer", "i32"], result: "i32" },
    clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
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
  const shortInfo = new Uint8Array(SHORT_INFO_BYTES);
  const timespec = new Uint8Array(16);
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
    parentOf(pid) {
      const length = system.proc_pidinfo(pid, SHORT_INFO_FLAVOUR, 0n, shortInfo, shortInfo.length);
      return length < shortInfo.length ? null : parseParentPid(shortInfo);
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
  // CLOCK_MONOTONIC_RAW of macOS goes on in sleep, unlike the clock behind performance.now().
  const bootMs = () => system.clock_gettime(4, timespec) === 0 ? parseTimespecMs(timespec) : null;
  return { source, selfCheck: "agrees with getrusage", noCounts: null, ownCpuMs, bootMs, poll };
}
