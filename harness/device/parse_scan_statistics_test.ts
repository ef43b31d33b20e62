import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import statistics from "./fixtures/statistics.txt" with { type: "text" };
import { parseScanStatistics } from "./parse_scan_statistics.ts";

Deno.test("parseScanStatistics() reads JSON with numbers as strings and names of earlier agents", () => {
  const json = JSON.stringify({
    counters: [
      {
        id: 5,
        isActive: false,
        maxFileScanTime: "20",
        name: null,
        path: null,
        totalFilesScanned: "2071",
        totalScanTime: "35706172777",
      },
      { id: "6", name: "a", path: "/b c/a", total_files_scanned: 3, total_scan_time: 4 },
    ],
  });
  assertEquals(parseScanStatistics(json), [
    {
      pid: 5,
      name: null,
      path: null,
      filesScanned: 2071,
      scanTimeNs: 35706172777,
      maxFileScanTimeNs: 20,
      active: false,
    },
    {
      pid: 6,
      name: "a",
      path: "/b c/a",
      filesScanned: 3,
      scanTimeNs: 4,
      maxFileScanTimeNs: null,
      active: null,
    },
  ]);
  assertEquals(parseScanStatistics('{"counters":[]}'), []);
});

Deno.test("parseScanStatistics() reads the text form", () => {
  assertEquals(parseScanStatistics(statistics), [
    {
      pid: 612,
      name: "backupd",
      path: "/System/Library/CoreServices/backupd",
      filesScanned: 5120,
      scanTimeNs: 3070788919,
      maxFileScanTimeNs: null,
      active: true,
    },
    {
      pid: 88,
      name: null,
      path: null,
      filesScanned: 7,
      scanTimeNs: 1200,
      maxFileScanTimeNs: null,
      active: false,
    },
  ]);
});

Deno.test("parseScanStatistics() refuses silence, null, other outputs, and entries without their numbers", () => {
  const inputs = [
    "",
    "null",
    "{}",
    '{"counters":null}',
    '{"counters":[null]}',
    '{"counters":[{"id":1}]}',
    '{"counters":[{"id":1,"totalFilesScanned":"-1","totalScanTime":"1"}]}',
    '{"counters":[{"id":1,"totalFilesScanned":"many","totalScanTime":"1"}]}',
    "Real-time protection statistics are off",
    "=====\n=====",
    "Process id: 1\nName: a",
    'Process id: 1\nTotal files scanned: 2\nScan time (ns): "30',
    "Process id: 1\nTotal files scanned: 2\nScan time (ns): 3\nsomething",
    "Process id: 1\nTotal files scanned: 2\nScan time (ns): 3\n...",
  ];
  for (const input of inputs) {
    const { code } = assertThrows(() => parseScanStatistics(input), HarnessError, undefined, input);
    assertEquals(code, "agent/statistics-unreadable");
  }
});
