import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseBehaviorCounters } from "./parse_behavior_counters.ts";

Deno.test("parseBehaviorCounters() reads blocks as of the scan statistics, with all that is counted", () => {
  const fence = "=====================================";
  const text = `${fence}\nProcess id: 12\nName: node\nPath: "/opt/node"\nTotal events: 30\nStatus: Active\n` +
    `${fence}\nProcess id: 13\nName: git\nPath: ""\nTotal events: "4"\n${fence}\n`;
  assertEquals(parseBehaviorCounters(text), [
    { pid: 12, name: "node", path: "/opt/node", counts: { "Total events": 30 } },
    { pid: 13, name: "git", path: null, counts: { "Total events": 4 } },
  ]);
});

Deno.test("parseBehaviorCounters() reads JSON and rows of other statistics of this agent", () => {
  const json = '{"counters":[{"id":"7","name":"node","path":null,"events":"12","isActive":true}]}';
  assertEquals(parseBehaviorCounters(json), [{ pid: 7, name: "node", path: null, counts: { events: 12 } }]);
  const rows = "====== Top 2 ======\ncount   file path\n  15  /opt/a b/node\n   2  /usr/bin/git\n";
  assertEquals(parseBehaviorCounters(rows).map(({ name, counts }) => [name, counts.events]), [
    ["node", 15],
    ["git", 2],
  ]);
});

Deno.test("parseBehaviorCounters() makes nothing of what it does not know", () => {
  for (
    const text of [
      "Behavior monitoring statistics are disabled",
      "Total events: 30\n",
      "Name: node\n",
      '{"counters":[7]}',
      "{}",
    ]
  ) {
    const error = assertThrows(() => parseBehaviorCounters(text), HarnessError);
    assertEquals(error.code, "agent/statistics-unreadable", text);
  }
});
