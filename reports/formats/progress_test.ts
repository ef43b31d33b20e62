import { assertEquals, assertLessOrEqual } from "@std/assert";
import { progressLine } from "./progress.ts";
import { inventedEvents } from "../invented/run_records.ts";

const EVENTS = inventedEvents("flaky");

function after(kind: string, occurrence: number, nowMs: number, columns = 200): string {
  const positions = EVENTS.flatMap((event, index) => event.kind === kind ? [index] : []);
  return progressLine({ events: EVENTS.slice(0, (positions[occurrence] ?? 0) + 1), nowMs, columns });
}

Deno.test("progressLine() says what is being done, and how far the wait has come", () => {
  assertEquals(after("run-started", 0, 40), "40 ms · checking prerequisites");
  assertEquals(
    after("trigger-started", 0, 9500),
    "9.50 s · behavior-monitoring.other-names · control runs, nothing may happen · 1.50 s of 30.0 s",
  );
  assertEquals(
    after("trigger-ended", 2, 21_000),
    "21.0 s · behavior-monitoring.change-file-test · attempt 2 of 10 · trigger ended, waiting for a detection · " +
      "2.00 s of 30.0 s",
  );
  assertEquals(after("scenario-finished", 0, 11_000), "11.0 s · attempt judged");
  assertEquals(after("restore-started", 0, 70_000), "70.0 s · putting the device back");
});

Deno.test("progressLine() is empty before the start and after the end", () => {
  assertEquals(progressLine({ events: [], nowMs: 0, columns: 80 }), "");
  assertEquals(after("run-finished", 0, 70_000), "");
});

Deno.test("progressLine() never needs more cells than there are", () => {
  for (let columns = 0; columns < 120; columns += 7) {
    assertLessOrEqual(after("trigger-ended", 2, 21_000, columns).length, Math.max(1, columns));
  }
});
