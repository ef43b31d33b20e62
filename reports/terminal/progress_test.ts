import { assertEquals, assertLessOrEqual, assertStringIncludes } from "@std/assert";
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { progressLine } from "./progress.ts";
import { stepsTaken } from "./run_steps.ts";
import { inventedEvents } from "../invented/run_records.ts";

const EVENTS = inventedEvents("flaky");
/** Each of four seconds, and of a minute at most. */
const STEPS = stepsTaken(EVENTS).map(({ id }) => ({ id, usualMs: 4_000, longestMs: 60_000 }));

function upTo(kind: string, occurrence = 0): readonly RunEvent[] {
  const positions = EVENTS.flatMap((event, index) => event.kind === kind ? [index] : []);
  return EVENTS.slice(0, (positions[occurrence] ?? 0) + 1);
}

function line(events: readonly RunEvent[], sinceLastMs: number, columns = 200): string {
  return progressLine({ events, steps: STEPS, nowMs: (events.at(-1)?.atMs ?? 0) + sinceLastMs, columns });
}

Deno.test("progressLine() begins with the step and the time left, then says what is awaited and how far it has come", () => {
  const of = STEPS.length;
  assertEquals(
    line(upTo("run-started"), 40),
    `step 1 of ${of} · about ${4 * of} s left · checking prerequisites`,
  );
  assertEquals(
    line(upTo("trigger-started"), 1500),
    `step 3 of ${of} · about ${
      4 * (of - 3) + 1
    } s left · control runs, nothing may happen · 1.50 s of 30.0 s · ` +
      "behavior-monitoring.other-names",
  );
  assertStringIncludes(
    line(upTo("trigger-ended", 2), 500),
    "waiting for a detection · 1.50 s of 30.0 s · attempt 2 of 10 · behavior-monitoring.change-file-test",
  );
});

Deno.test("progressLine() says how long at most, once a step takes longer than usual", () => {
  const events = upTo("run-started");
  const laterMs = 4 * (STEPS.length - 1);
  assertStringIncludes(line(events, 5_000), ` · up to ${55 + laterMs} s left · `);
  assertStringIncludes(line(events, 90_000), ` · up to ${laterMs} s left · `);
});

Deno.test("progressLine() does not count the time in which a person was waited for", () => {
  const events = upTo("run-started");
  const [start] = events;
  const waited = { events, steps: STEPS, nowMs: 31_000, columns: 200 };
  const quick = progressLine({ ...waited, nowMs: 1_000 });
  assertEquals(progressLine({ ...waited, pauses: [{ atMs: 500, durationMs: 30_000 }] }), quick);
  if (start === undefined) throw new Error("There is no first event");
  const asked: readonly RunEvent[] = [start, {
    seq: 1,
    at: start.at,
    atMs: 30_500,
    kind: "consent-decided",
    consent: { given: true, how: "prompt" },
  }];
  assertStringIncludes(
    progressLine({ ...waited, events: asked, nowMs: 31_500 }),
    quick.split(" · ").slice(0, 2).join(" · "),
  );
});

Deno.test("progressLine() knows of no step before the start, and is empty after the end", () => {
  assertEquals(progressLine({ events: [], steps: STEPS, nowMs: 0, columns: 80 }), "getting ready");
  assertEquals(line(upTo("run-finished"), 0), "");
});

Deno.test("progressLine() never needs more cells than there are", () => {
  for (let columns = 0; columns < 120; columns += 7) {
    assertLessOrEqual(line(upTo("trigger-ended", 2), 2_000, columns).length, Math.max(1, columns));
  }
});
