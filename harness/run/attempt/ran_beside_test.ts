// Which triggers lived at the same time, against looking at every pair.
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { inventedRecord } from "../../../reports/invented/run_records.ts";
import { ranBeside } from "./ran_beside.ts";

const ATTEMPT = inventedRecord("pass").scenarios.flatMap(({ attempts }) => attempts)
  .find(({ child }) => child !== null);

function attemptWith(triggerStartedMs: number | null, durationMs: number): AttemptRecord {
  if (ATTEMPT === undefined || ATTEMPT.child === null) throw new Error("No attempt was invented");
  return { ...ATTEMPT, triggerStartedMs, child: { ...ATTEMPT.child, durationMs }, otherChildren: [] };
}

Deno.test("ranBeside() names those whose lives overlap, as looking at every pair does", () => {
  const lives = fc.array(fc.tuple(fc.option(fc.nat(100)), fc.nat(20)), { maxLength: 12 });
  fc.assert(fc.property(lives, (drawn) => {
    const pairs = drawn.map(([startMs, durationMs], at) =>
      drawn.flatMap(([otherMs, otherDurationMs], other) =>
        other !== at && startMs !== null && otherMs !== null && startMs <= otherMs + otherDurationMs &&
          otherMs <= startMs + durationMs
          ? [other]
          : []
      )
    );
    const found = ranBeside(drawn.map(([startMs, durationMs]) => attemptWith(startMs, durationMs)));
    assertEquals(found.map((beside) => beside.toSorted((a, b) => a - b)), pairs);
  }));
});
