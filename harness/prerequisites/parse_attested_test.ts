import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseAttested } from "./parse_attested.ts";

Deno.test("parseAttested() reads lists with commas, each id once, in the order of the checklist", () => {
  assertEquals(parseAttested(["enrolled, preview-features", "enrolled"]), [
    { id: "preview-features", statement: null },
    { id: "enrolled", statement: null },
  ]);
  assertEquals(parseAttested([]), []);
});

Deno.test("parseAttested() keeps who says so and why, commas and all", () => {
  assertEquals(
    parseAttested(["enrolled=Ann Lee, saw it in the portal (id=7)", "enrolled,preview-features"]),
    [
      { id: "preview-features", statement: null },
      { id: "enrolled", statement: "Ann Lee, saw it in the portal (id=7)" },
    ],
  );
  assertEquals(parseAttested(["enrolled,preview-features=Bo, asked"]).map(({ statement }) => statement), [
    "Bo, asked",
    "Bo, asked",
  ]);
});

Deno.test("parseAttested() refuses words that attest nothing, and a statement that says nothing", () => {
  for (const text of ["enrolled=", "", " , ", "=Ann, saw it"]) {
    assertEquals(assertThrows(() => parseAttested([text]), HarnessError).code, "usage/invalid", text);
  }
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
