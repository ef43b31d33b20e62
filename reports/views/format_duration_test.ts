import { assertEquals } from "@std/assert";
import { formatDuration, formatOptionalDuration } from "./format_duration.ts";

Deno.test("formatDuration() gives three digits and a unit, also next to the limits", () => {
  const cases = [
    [0, "0 ms"],
    [0.4, "0 ms"],
    [912, "912 ms"],
    [999.4, "999 ms"],
    [999.6, "1.00 s"],
    [1240, "1.24 s"],
    [9994, "9.99 s"],
    [9996, "10.0 s"],
    [42_300, "42.3 s"],
    [99_940, "99.9 s"],
    [99_960, "1 min 40 s"],
    [119_700, "2 min 00 s"],
    [3_725_000, "62 min 05 s"],
  ] as const;
  for (const [durationMs, text] of cases) assertEquals(formatDuration(durationMs), text);
  assertEquals(formatOptionalDuration(null), "–");
});
