import { assertEquals } from "@std/assert";
import type { ScanStatistics } from "../model/process_sample.ts";
import { differenceBehavior, differenceCounters } from "./difference_counters.ts";

function counter(pid: number, filesScanned: number, other: Partial<ScanStatistics> = {}): ScanStatistics {
  const base = { name: "node", path: "/usr/bin/node", scanTimeNs: filesScanned * 1000 };
  return { pid, filesScanned, maxFileScanTimeNs: null, active: true, ...base, ...other };
}

Deno.test("differenceCounters() gives what each process added, the most files first", () => {
  const used = differenceCounters([counter(1, 10), counter(2, 5)], [counter(1, 12), counter(2, 50)]);
  assertEquals(used.map(({ filesScanned, scanTimeNs }) => [filesScanned, scanTimeNs]), [[45, 45_000], [
    2,
    2000,
  ]]);
});

Deno.test("differenceCounters() takes a counter that fell for nothing, and one that is new as a whole", () => {
  assertEquals(differenceCounters([counter(1, 100)], [counter(1, 3)]), []);
  assertEquals(differenceCounters([], [counter(1, 3)]).map(({ filesScanned }) => filesScanned), [3]);
  assertEquals(differenceCounters([counter(1, 100)], []), []);
});

Deno.test("differenceCounters() tells a pid that is used again by its name, and keeps a name that is null", () => {
  const used = differenceCounters([counter(1, 100)], [counter(1, 7, { name: null, path: null })]);
  assertEquals(used, [{ name: null, path: null, filesScanned: 7, scanTimeNs: 7000 }]);
});

Deno.test("differenceCounters() keeps the ten largest", () => {
  const after = Array.from({ length: 30 }, (_, index) => counter(index, index + 1));
  assertEquals(differenceCounters([], after).map(({ filesScanned }) => filesScanned).slice(0, 2), [30, 29]);
  assertEquals(differenceCounters([], after).length, 10);
});

Deno.test("differenceBehavior() gives what each process added, whatever is counted", () => {
  const node = { pid: 1, name: "node", path: "/opt/node" };
  const git = { pid: 2, name: "git", path: null };
  const before = [{ ...node, counts: { events: 10, dropped: 4 } }];
  const after = [
    { ...node, counts: { events: 13, dropped: 1 } },
    { ...git, counts: { events: 90 } },
    { ...git, pid: 3, counts: { events: 0 } },
  ];
  assertEquals(differenceBehavior(before, after), [
    { name: "git", path: null, counts: { events: 90 } },
    { name: "node", path: "/opt/node", counts: { events: 3, dropped: 0 } },
  ]);
});
