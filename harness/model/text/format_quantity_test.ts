import { assertEquals } from "@std/assert";
import { formatInterval, formatNumber, formatQuantity } from "./format_quantity.ts";

Deno.test("formatNumber() keeps three digits and never an exponent", () => {
  const cases = [[0, "0"], [0.00001, "0"], [0.1234, "0.123"], [1, "1.00"], [9.999, "10.0"], [99.96, "100"], [
    123456,
    "123456",
  ], [-5.25, "-5.25"]] as const;
  for (const [value, text] of cases) assertEquals(formatNumber(value), text);
});

Deno.test("formatQuantity() picks the prefix by size", () => {
  assertEquals(formatQuantity(612_000_000, "bytes"), "612 MB");
  assertEquals(formatQuantity(1500, "ms"), "1.50 s");
  assertEquals(formatQuantity(-2_500_000, "bytes-per-minute"), "-2.50 MB/min");
  assertEquals(formatQuantity(17, "count"), "17.0");
  assertEquals(formatInterval({ low: null, high: null }, "ms"), "interval unknown: too few blocks");
});
