// The system calls of the sampler on Linux. What they mean stands in linux_source.ts and linux_readings.ts.
import { parseDirectoryEntries, parseTimespecMs, processClockId } from "../linux_readings.ts";
import {
  type CountedEvent,
  COUNTER_BYTES,
  counterAttributes,
  type CounterCalls,
  parseCounter,
  whyNoCounters,
} from "../linux_counters.ts";
import { createLinuxSource, type LinuxCalls } from "../linux_source.ts";
import { disagreement } from "../macos_readings.ts";
import type { SamplerRequest } from "../sampler_line.ts";
import { cString, type OpenSource, type Poll } from "./open_source.ts";

const decoder = new TextDecoder();

/** Opens the C library; throws what cannot be trusted. */
export function openLinux(request: SamplerRequest): OpenSource {
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
  const counters = openCounters({ listNames, close: (file) => void libc.close(file) });
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
    counters: typeof counters === "string" ? null : counters,
  };
  const ownClock = 2; // CLOCK_PROCESS_CPUTIME_ID
  const bootClock = 7; // CLOCK_BOOTTIME
  const ownCpuMs = () => clockMs(ownClock) ?? 0;
  const wrong = disagreement(calls.cpuMs(Deno.pid) ?? -1e9, ownCpuMs());
  if (wrong !== null) throw new Error(`Cannot trust the CPU clocks: ${wrong}`);
  const poll: Poll = (files, timeoutMs) => libc.poll(files, 1n, timeoutMs);
  return {
    source: createLinuxSource(calls, request),
    selfCheck: "agrees with the own CPU clock",
    noCounts: typeof counters === "string" ? counters : null,
    ownCpuMs,
    bootMs: () => clockMs(bootClock),
    poll,
  };
}

/** Calls for counters of the processor; or why there are none. */
function openCounters(
  { listNames, close }: {
    readonly listNames: (path: string) => readonly string[];
    readonly close: (file: number) => void;
  },
): CounterCalls | string {
  const libc = Deno.dlopen("libc.so.6", {
    syscall: { parameters: ["i64", "buffer", "i32", "i32", "i32", "u64"], result: "i64" },
    read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
    __errno_location: { parameters: [], result: "pointer" },
  }).symbols;
  const perfEventOpen = Deno.build.arch === "x86_64" ? 298n : 241n;
  // Descriptors are closed when a program is executed, and no group and no processor is named.
  const closeOnExec = 8n;
  const open = (thread: number, event: CountedEvent, withKernel: boolean) =>
    Number(
      libc.syscall(perfEventOpen, counterAttributes(event, { withKernel }), thread, -1, -1, closeOnExec),
    );
  const errorNumber = () => {
    const at = libc.__errno_location();
    return at === null ? 0 : new Deno.UnsafePointerView(at).getInt32();
  };
  // An ordinary user may count his own programs without the kernel.
  for (const withKernel of [true, false]) {
    const own = open(0, "instructions", withKernel);
    if (own < 0) continue;
    close(own);
    const buffer = new Uint8Array(COUNTER_BYTES);
    return {
      listThreads(pid) {
        try {
          return listNames(`/proc/${pid}/task`).map(Number).filter((thread) => thread > 0);
        } catch {
          return [];
        }
      },
      openCounter(thread, event) {
        const file = open(thread, event, withKernel);
        return file < 0 ? null : file;
      },
      readCounter: (file) =>
        Number(libc.read(file, buffer, BigInt(buffer.length))) === buffer.length
          ? parseCounter(buffer)
          : null,
      close,
    };
  }
  return whyNoCounters(errorNumber());
}
