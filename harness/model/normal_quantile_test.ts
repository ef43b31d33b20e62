import { assertAlmostEquals, assertThrows } from "@std/assert";
import { normalQuantile } from "./normal_quantile.ts";

Deno.test("normalQuantile() agrees with the printed table", () => {
  assertAlmostEquals(normalQuantile(0.975), 1.959963985, 1e-8);
  assertAlmostEquals(normalQuantile(0.025), -1.959963985, 1e-8);
  assertAlmostEquals(normalQuantile(0.5), 0, 1e-12);
  assertAlmostEquals(normalQuantile(0.001), -3.090232306, 1e-7);
  assertThrows(() => normalQuantile(0), RangeError);
  assertThrows(() => normalQuantile(1), RangeError);
});
