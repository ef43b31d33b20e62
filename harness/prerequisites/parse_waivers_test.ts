import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseWaivers } from "./parse_waivers.ts";

function refusal(text: string): HarnessError {
  return assertThrows(() => parseWaivers([text]), HarnessError);
}

Deno.test("parseWaivers() reads ids and reasons", () => {
  const waivers = parseWaivers(["release-ring=moves to Beta on Monday", " no-conflict = known = harmless "]);
  assertEquals([...waivers], [
    ["release-ring", { reason: "moves to Beta on Monday" }],
    ["no-conflict", { reason: "known = harmless" }],
  ]);
});

Deno.test("parseWaivers() gives an empty map for nothing, and the last of two reasons", () => {
  assertEquals(parseWaivers([]).size, 0);
  assertEquals(parseWaivers(["privilege=a", "privilege=b"]).get("privilege"), { reason: "b" });
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

Deno.test("parseWaivers() reads a last day, and leaves addresses in the reason", () => {
  const waiverOf = (text: string) => parseWaivers([`privilege=${text}`]).get("privilege");
  assertEquals(waiverOf("no root here@2026-12-31"), { reason: "no root here", until: "2026-12-31" });
  assertEquals(waiverOf("ask ann@example.com @ 2028-02-29 "), {
    reason: "ask ann@example.com",
    until: "2028-02-29",
  });
  assertEquals(waiverOf("ask ann@example.com"), { reason: "ask ann@example.com" });
});

Deno.test("parseWaivers() refuses a last day that is no day, and a day without a reason", () => {
  for (const day of ["2026-13-01", "2027-02-29", "2026-2-3", "31.12.2026", "2026-12-31T00:00"]) {
    assertEquals(refusal(`privilege=why@${day}`).code, "usage/invalid");
  }
  assertEquals(refusal("privilege=@2026-12-31").code, "usage/invalid");
});

Deno.test("parseWaivers() refuses a waiver without a reason", () => {
  for (const text of ["release-ring", "release-ring=", "release-ring=  "]) {
    assertEquals(refusal(text).code, "usage/invalid");
  }
});
