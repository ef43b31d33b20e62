import { assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import {
  disagreement,
  macCpuMs,
  parseMacUsage,
  parseOwnUsageMs,
  parseParentPid,
  parseProcessArguments,
  RUSAGE_BYTES,
  SHORT_INFO_BYTES,
  ticksToMs,
} from "./macos_readings.ts";

// Written out field by field after xnu's bsd/sys/resource.h: UUID, then 35 fields of 64 bits. Values of an Apple
// silicon Mac: user time 3 s at 24 MHz is 72 000 000 ticks = 0x044AA200.
const RECORDED = [
  "000102030405060708090a0b0c0d0e0f", // ri_uuid
  "00a24a0400000000", // ri_user_time 72 000 000
  "006c dc02 0000 0000", // ri_system_time 48 000 000
  "0500000000000000", // ri_pkg_idle_wkups
  "0600000000000000", // ri_interrupt_wkups
  "0700000000000000", // ri_pageins
  "0000003000000000", // ri_wired_size
  "0000801000000000", // ri_resident_size 276 824 064
  "0000c00800000000", // ri_phys_footprint 146 800 640
  "78563412 01000000", // ri_proc_start_abstime 0x112345678
];

function recorded(): Uint8Array {
  const bytes = new Uint8Array(RUSAGE_BYTES);
  const hex = RECORDED.join("").replaceAll(" ", "");
  hex.match(/../g)?.forEach((pair, index) => bytes[index] = parseInt(pair, 16));
  new DataView(bytes.buffer).setBigUint64(240, 209_715_200n, true); // ri_lifetime_max_phys_footprint
  new DataView(bytes.buffer).setBigUint64(248, 0x2_0000_0001n, true); // ri_instructions
  new DataView(bytes.buffer).setBigUint64(256, 3_000_000_000n, true); // ri_cycles
  new DataView(bytes.buffer).setBigUint64(264, 1_500_000_000n, true); // ri_billed_energy
  return bytes;
}

Deno.test("parseMacUsage() reads each field at its documented place", () => {
  assertEquals(parseMacUsage(recorded()), {
    userTicks: 72_000_000n,
    systemTicks: 48_000_000n,
    residentBytes: 276_824_064,
    footprintBytes: 146_800_640,
    startTicks: 0x112345678n,
    peakFootprintBytes: 209_715_200,
    counts: { instructions: 0x2_0000_0001, cycles: 3_000_000_000, energyNj: 1_500_000_000 },
  });
});

Deno.test("parseMacUsage() takes a counter at 0 for one that this machine lacks", () => {
  const bytes = recorded();
  bytes.fill(0, 248, 272);
  assertEquals(parseMacUsage(bytes)?.counts, { instructions: null, cycles: null, energyNj: null });
});

Deno.test("parseParentPid() reads the second field of a struct proc_bsdshortinfo", () => {
  const bytes = new Uint8Array(SHORT_INFO_BYTES);
  new DataView(bytes.buffer).setUint32(0, 557, true);
  new DataView(bytes.buffer).setUint32(4, 1, true);
  assertEquals([parseParentPid(bytes), parseParentPid(bytes.subarray(0, 60))], [1, null]);
});

Deno.test("parseMacUsage() reads bytes in the middle of a larger buffer, and none that are cut off", () => {
  const larger = new Uint8Array(RUSAGE_BYTES + 7);
  larger.set(recorded(), 7);
  assertEquals(parseMacUsage(larger.subarray(7))?.footprintBytes, 146_800_640);
  assertEquals(parseMacUsage(recorded().subarray(0, 200)), null);
  assertEquals(macCpuMs(new Uint8Array(3), 24e6), null);
});

Deno.test("CPU times are Mach ticks: on Apple silicon 24 million make a second, on Intel a billion", () => {
  assertEquals(macCpuMs(recorded(), 24_000_000), 5000);
  assertEquals(ticksToMs(5_000_000_000n, 1_000_000_000), 5000);
});

Deno.test("disagreement() finds ticks taken for nanoseconds", () => {
  const ownMs = 120;
  const asNanoseconds = (ownMs * 24_000_000) / 1e9;
  assertMatch(disagreement(asNanoseconds, ownMs) ?? "", /2\.9 ms, but the system says 120\.0 ms/);
  assertEquals(disagreement(118, ownMs), null);
});

Deno.test("parseOwnUsageMs() adds user and system time of a struct rusage", () => {
  const bytes = new Uint8Array(144);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, 1n, true);
  view.setInt32(8, 250_000, true);
  view.setBigInt64(16, 0n, true);
  view.setInt32(24, 40_500, true);
  assertAlmostEquals(parseOwnUsageMs(bytes), 1290.5, 1e-9);
});

Deno.test("parseProcessArguments() skips the executed path and stops before the environment", () => {
  const text = "\x03\0\0\0/opt/deno\0\0\0\0/sim/sbin/wdavdaemon_unprivileged\0run\0--seed\0SECRET=1\0";
  const bytes = new TextEncoder().encode(text);
  assertEquals(parseProcessArguments(bytes), ["/sim/sbin/wdavdaemon_unprivileged", "run", "--seed"]);
  assertEquals(parseProcessArguments(new Uint8Array(2)), []);
  assertEquals(parseProcessArguments(new Uint8Array([9, 0, 0, 0, 65, 65])), []);
});
