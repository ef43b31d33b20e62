import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  COUNTER_BYTES,
  counterAttributes,
  type CounterCalls,
  LinuxCounters,
  parseCounter,
  whyNoCounters,
} from "./linux_counters.ts";

Deno.test("counterAttributes() is the struct of the kernel, field by field", () => {
  const hex = (bytes: Uint8Array) => bytes.toHex().match(/.{16}/g);
  assertEquals(hex(counterAttributes("instructions", { withKernel: true })), [
    "0000000040000000", // PERF_TYPE_HARDWARE, 64 bytes
    "0100000000000000", // PERF_COUNT_HW_INSTRUCTIONS
    "0000000000000000",
    "0000000000000000",
    "0300000000000000", // value, time enabled, time running
    "0200000000000000", // inherit
    "0000000000000000",
    "0000000000000000",
  ]);
  const ofUser = hex(counterAttributes("cycles", { withKernel: false }));
  assertEquals([ofUser?.[1], ofUser?.[5]], ["0000000000000000", "2200000000000000"]);
});

Deno.test("parseCounter() draws a counter that took turns out over the whole time", () => {
  const counter = (value: bigint, enabled: bigint, running: bigint) => {
    const bytes = new Uint8Array(COUNTER_BYTES);
    [value, enabled, running].forEach((field, at) =>
      new DataView(bytes.buffer).setBigUint64(at * 8, field, true)
    );
    return parseCounter(bytes);
  };
  assertEquals(counter(5000n, 100n, 100n), 5000);
  assertEquals(counter(5000n, 100n, 25n), 20_000);
  assertEquals(counter(0n, 100n, 0n), null);
  assertEquals(counter(0n, 0n, 0n), 0);
  assertEquals(parseCounter(new Uint8Array(8)), null);
});

Deno.test("whyNoCounters() tells a system that forbids from one that has none", () => {
  assertStringIncludes(whyNoCounters(13), "does not permit");
  assertStringIncludes(whyNoCounters(2), "has no counters");
  assertStringIncludes(whyNoCounters(22), "error 22");
});

Deno.test("LinuxCounters adds up the threads of a process, and closes what it opened", () => {
  const open = new Map<number, number>();
  const calls: CounterCalls = {
    listThreads: (pid) => [pid, pid + 1],
    openCounter: (thread, event) => {
      if (thread === 21 && event === "cycles") return null;
      const file = 100 + open.size;
      open.set(file, thread * (event === "instructions" ? 10 : 1));
      return file;
    },
    readCounter: (file) => open.get(file) ?? null,
    close: (file) => void open.delete(file),
  };
  const counters = new LinuxCounters(calls);
  assertEquals(counters.read(20), { instructions: 410, cycles: 20, energyNj: null });
  assertEquals(counters.read(20), { instructions: 410, cycles: 20, energyNj: null });
  assertEquals(open.size, 3);
  counters.forget(20);
  assertEquals(open.size, 0);
  const closed = new LinuxCounters({ ...calls, openCounter: () => null });
  assertEquals(closed.read(20), undefined);
});
