import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseWaivers } from "./parse_waivers.ts";

function refusal(text: string): HarnessError {
  return assertThrows(() => parseWaivers([text]), HarnessError);
}

Deno.test("parseWaivers() reads ids and reasons", () => {
  const waivers = parseWaivers(["release-ring=moves to Beta on Monday", " no-conflict = known = harmless "]);
  assertEquals([...waivers], [["release-ring", "moves to Beta on Monday"], [
    "no-conflict",
    "known = harmless",
  ]]);
});

Deno.test("parseWaivers() gives an empty map for nothing, and the last of two reasons", () => {
  assertEquals(parseWaivers([]).size, 0);
  assertEquals(parseWaivers(["privilege=a", "privilege=b"]).get("privilege"), "b");
});

Deno.test("parseWaivers() refuses an unknown id and suggests the nearest", () => {
  const error = refusal("realtime-protection=x");
  assertEquals(error.code, "usage/unknown");
  assertEquals(error.hint, 'Did you mean "real-time-protection"?');
});

Deno.test("parseWaivers() lists the ids when none is near", () => {
  const error = refusal("=because");
  assertEquals(error.code, "usage/unknown");
  assertStringIncludes(error.hint, "agent-installed");
});

Deno.test("parseWaivers() refuses a waiver without a reason", () => {
  for (const text of ["release-ring", "release-ring=", "release-ring=  "]) {
    assertEquals(refusal(text).code, "usage/invalid");
  }
});
