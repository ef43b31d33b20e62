// Instructions and cycles of processes on Linux, from the kernel's performance counters. Leaves the system calls to the
// sampler program. Source: perf_event_open(2); Linux include/uapi/linux/perf_event.h.
import type { ProcessorCounts } from "./sampler_line.ts";

/** What is counted; the number is that of the hardware event. */
export const COUNTED_EVENTS = { cycles: 0, instructions: 1 } as const;

/** One of them. */
export type CountedEvent = keyof typeof COUNTED_EVENTS;

/** Bytes of `struct perf_event_attr` in its first version, which every kernel takes. */
const ATTRIBUTE_BYTES = 64;
/** Bytes that a counter gives: its value, the time for which it was wanted, the time for which it counted. */
export const COUNTER_BYTES = 24;

/** `PERF_FORMAT_TOTAL_TIME_ENABLED` and `PERF_FORMAT_TOTAL_TIME_RUNNING`. */
const READ_FORMAT = 3n;
/** What a thread starts later is counted with it. */
const INHERIT = 1n << 1n;
const EXCLUDE_KERNEL = 1n << 5n;

/** `struct perf_event_attr` of a hardware event, in host order (little endian). */
export function counterAttributes(
  event: CountedEvent,
  { withKernel }: { readonly withKernel: boolean },
): Uint8Array<
  ArrayBuffer
> {
  const bytes = new Uint8Array(ATTRIBUTE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, ATTRIBUTE_BYTES, true);
  view.setBigUint64(8, BigInt(COUNTED_EVENTS[event]), true);
  view.setBigUint64(32, READ_FORMAT, true);
  view.setBigUint64(40, INHERIT | (withKernel ? 0n : EXCLUDE_KERNEL), true);
  return bytes;
}

/**
 * What a counter says; null when it never got its turn. More counters than the processor has take turns: then the value is
 * drawn out over the whole time, as the manual says.
 */
export function parseCounter(bytes: Uint8Array): number | null {
  if (bytes.length < COUNTER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [value, enabled, running] = [0, 8, 16].map((at) => Number(view.getBigUint64(at, true)));
  if (value === undefined || enabled === undefined || running === undefined) return null;
  // Time only counts while the thread runs: one that slept so far has used nothing.
  if (running === 0) return enabled === 0 ? value : null;
  return running < enabled ? Math.round((value * enabled) / running) : value;
}

/** Why counters cannot be opened, from the error number. Source: perf_event_open(2), ERRORS. */
export function whyNoCounters(errorNumber: number): string {
  switch (errorNumber) {
    case 1:
    case 13:
      return "the system does not permit it (kernel.perf_event_paranoid)";
    case 2:
    case 19:
    case 95:
      return "this machine has no counters of the processor, as most virtual ones";
    default:
      return `the system refuses it with error ${errorNumber}`;
  }
}

/** System calls for counters. */
export interface CounterCalls {
  listThreads(pid: number): readonly number[];
  /** Null when it cannot be opened. */
  openCounter(thread: number, event: CountedEvent): number | null;
  /** Null when it cannot be read. */
  readCounter(file: number): number | null;
  close(file: number): void;
}

type OpenCounters = Readonly<Record<CountedEvent, readonly number[]>>;

/** Counters of processes, opened once for all threads that a process has then. */
export class LinuxCounters {
  readonly #calls: CounterCalls;
  readonly #open = new Map<number, OpenCounters>();

  constructor(calls: CounterCalls) {
    this.#calls = calls;
  }

  /** Undefined where nothing of it is counted. */
  read(pid: number): ProcessorCounts | undefined {
    const counters = this.#open.get(pid) ?? this.#openAll(pid);
    const sumOf = (event: CountedEvent): number | null => {
      const values = counters[event].flatMap((file) => this.#calls.readCounter(file) ?? []);
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
    };
    const [instructions, cycles] = [sumOf("instructions"), sumOf("cycles")];
    return instructions === null && cycles === null ? undefined : { instructions, cycles, energyNj: null };
  }

  forget(pid: number): void {
    const counters = this.#open.get(pid);
    if (counters === undefined) return;
    for (const file of Object.values(counters).flat()) this.#calls.close(file);
    this.#open.delete(pid);
  }

  #openAll(pid: number): OpenCounters {
    const threads = this.#calls.listThreads(pid);
    const of = (event: CountedEvent) =>
      threads.flatMap((thread) => this.#calls.openCounter(thread, event) ?? []);
    const counters = { instructions: of("instructions"), cycles: of("cycles") };
    this.#open.set(pid, counters);
    return counters;
  }
}
