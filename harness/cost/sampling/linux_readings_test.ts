import { assertEquals } from "@std/assert";
import {
  parseCommandLine,
  parseDirectoryEntries,
  parsePeakBytes,
  parseProcessStat,
  parseResidentBytes,
  parseTimespecMs,
  processClockId,
} from "./linux_readings.ts";

Deno.test("parseProcessStat() finds the start time behind any name", () => {
  const rest = "S 1 10 10 0 -1 4194560 100 0 0 0 5 6 0 0 20 0 1 0 187449 3153920 770";
  assertEquals(parseProcessStat(`10 (wdavdaemon) ${rest}`), {
    state: "S",
    parentPid: 1,
    startTime: "187449",
  });
  assertEquals(parseProcessStat(`10 (a ) S 1 (b) ${rest}`), {
    state: "S",
    parentPid: 1,
    startTime: "187449",
  });
});

Deno.test("parseProcessStat() does not read what is no stat line", () => {
  for (const text of ["", "garbage", "10 (wdavdaemon) S 1 2 3"]) assertEquals(parseProcessStat(text), null);
});

Deno.test("parseCommandLine() keeps blanks in arguments, and a kernel thread has none", () => {
  assertEquals(parseCommandLine("/opt/a b/wdavdaemon\0edr\0\x31\x38\0"), [
    "/opt/a b/wdavdaemon",
    "edr",
    "18",
  ]);
  assertEquals(parseCommandLine(""), []);
  assertEquals(parseCommandLine("rewritten title"), ["rewritten title"]);
});

Deno.test("memory is pages in statm and KiB in status", () => {
  assertEquals(parseResidentBytes("2000 770 300 1 0 400 0", 4096), 770 * 4096);
  assertEquals(parseResidentBytes("2000 770 300 1 0 400 0", 16384), 770 * 16384);
  assertEquals(parseResidentBytes("", 4096), null);
  assertEquals(parsePeakBytes("Name:\tx\nVmPeak:\t 9 kB\nVmHWM:\t  3080 kB\nVmRSS:\t 1 kB\n"), 3080 * 1024);
  assertEquals(parsePeakBytes("Name:\tkthreadd\n"), null);
});

Deno.test("processClockId() is the kernel's encoding of a pid", () => {
  // ~1 = -2, shifted by three is -16, with the lower bits 2: -14.
  assertEquals(processClockId(1), -14);
  assertEquals(processClockId(4_194_304), (~4_194_304 << 3) | 2);
});

Deno.test("parseTimespecMs() keeps microseconds of a process that ran for weeks", () => {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, 3_000_000n, true);
  view.setBigInt64(8, 1_500_000n, true);
  assertEquals(parseTimespecMs(bytes), 3_000_000_001.5);
});

Deno.test("parseDirectoryEntries() walks records of different lengths", () => {
  const bytes = new Uint8Array([
    ...entry("1", 24),
    ...entry("wdavdaemon_enterprise", 48),
    ...entry("4711", 24),
  ]);
  assertEquals(parseDirectoryEntries(bytes), ["1", "wdavdaemon_enterprise", "4711"]);
  assertEquals(parseDirectoryEntries(new Uint8Array(0)), []);
  assertEquals(parseDirectoryEntries(new Uint8Array(64)), []);
});

function entry(name: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  new DataView(bytes.buffer).setUint16(16, length, true);
  bytes.set(new TextEncoder().encode(name), 19);
  return bytes;
}
