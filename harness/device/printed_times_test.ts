import { assertEquals } from "@std/assert";
import { printedTimes } from "./printed_times.ts";

Deno.test("printedTimes() gives each time as it stands, and none for a form without them", () => {
  const listing =
    'Id: "a"\nDetection time: Mon Sep 21 05:00:15 2026\n---\r\n  detection time:  Tue Sep  1 1:02\r\n';
  assertEquals(printedTimes(listing), ["Mon Sep 21 05:00:15 2026", "Tue Sep  1 1:02"]);
  assertEquals(printedTimes('{"threats":{"scans":[]}}'), []);
});
