import { assertEquals } from "@std/assert";
import { parseCpuTime } from "./parse_cpu_time.ts";

Deno.test("parseCpuTime() reads every way of telling time and nothing else", () => {
  const cases = [
    ["0:00.00", 0],
    ["0:01.07", 1070],
    ["0:09.12", 9120],
    ["127:04.91", (127 * 60 + 4) * 1000 + 910],
    ["1000:00.00", 60_000_000],
    ["0:12", 12_000],
    ["00:00:06", 6000],
    ["01:02:03", 3_723_000],
    ["2-01:02:03", 176_523_000],
  ] as const;
  for (const [text, expected] of cases) assertEquals(parseCpuTime(text), expected, text);
  for (const wrong of ["", "-", "12", "12.5", "1:2", "a:00", "0:00:00:00", "-1:00"]) {
    assertEquals(parseCpuTime(wrong), null, wrong);
  }
});
