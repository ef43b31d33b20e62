import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseAttested } from "./parse_attested.ts";

Deno.test("parseAttested() reads lists with commas, each id once, in the order of the checklist", () => {
  assertEquals(parseAttested(["enrolled, preview-features", "enrolled"]), ["preview-features", "enrolled"]);
  assertEquals(parseAttested([]), []);
  assertEquals(parseAttested([""]), []);
});

Deno.test("parseAttested() refuses what a command can show", () => {
  const error = assertThrows(() => parseAttested(["enrolled,onboarded"]), HarnessError);
  assertEquals(error.code, "usage/unknown");
  assertEquals(error.message, '"onboarded" is nothing that can be attested');
});

Deno.test("parseAttested() suggests the nearest id", () => {
  const error = assertThrows(() => parseAttested(["enroled"]), HarnessError);
  assertEquals(error.hint, 'Did you mean "enrolled"?');
});
