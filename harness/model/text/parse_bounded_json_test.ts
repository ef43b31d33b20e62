import { assertEquals, assertThrows } from "@std/assert";
import { DEEPEST_JSON, parseBoundedJson } from "./parse_bounded_json.ts";

const nested = (levels: number, inner = ""): string => "[".repeat(levels) + inner + "]".repeat(levels);

Deno.test("parseBoundedJson() gives what is nested as deep as is allowed, and refuses what is deeper, cut or damaged", () => {
  assertEquals(JSON.stringify(parseBoundedJson(nested(DEEPEST_JSON))), nested(DEEPEST_JSON));
  for (const text of [nested(DEEPEST_JSON + 1), '{"a":'.repeat(1_000_000), "[".repeat(65), '{"a":', ""]) {
    assertThrows(() => parseBoundedJson(text), SyntaxError);
  }
});

Deno.test("parseBoundedJson() counts no brackets inside strings, nor quotes that are escaped there", () => {
  const text = JSON.stringify(`${"[{".repeat(100)}\\"${"[".repeat(100)}"`);
  assertEquals(parseBoundedJson(`[${text}]`), [JSON.parse(text)]);
});
