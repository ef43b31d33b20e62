import { assertEquals } from "@std/assert";
import { costOf, pauseAfter } from "./listing_cadence.ts";

Deno.test("pauseAfter() leaves the device four fifths of the time, and a tenth of a second at least", () => {
  assertEquals(pauseAfter({ costMs: 3 }), 100);
  assertEquals(pauseAfter({ costMs: 35 }), 140);
  assertEquals(pauseAfter({ costMs: 35, wantedMs: 500 }), 500);
  assertEquals(pauseAfter({ costMs: 1000, wantedMs: 500 }), 4000);
});

Deno.test("pauseAfter() ends at the moment at which to ask, after as long as a listing takes", () => {
  assertEquals(pauseAfter({ costMs: 35, wantedMs: 2000, leftMs: 1234 }), 1234);
  assertEquals(pauseAfter({ costMs: 1000, wantedMs: 2000, leftMs: 300 }), 1000);
  assertEquals(pauseAfter({ costMs: 3, wantedMs: 2000, leftMs: 1 }), 100);
  assertEquals(pauseAfter({ costMs: 3, wantedMs: 2000, leftMs: 0 }), 2000);
  assertEquals(pauseAfter({ costMs: 3, wantedMs: 500, leftMs: 9000 }), 500);
});

Deno.test("costOf() passes over a single listing that stumbled", () => {
  assertEquals(costOf([]), 0);
  assertEquals(costOf([40]), 40);
  assertEquals(costOf([40, 10_000]), 40);
  assertEquals(costOf([40, 10_000, 9000]), 9000);
});
