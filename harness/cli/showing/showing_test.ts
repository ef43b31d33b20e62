import { assertEquals } from "@std/assert";
import { showingOf, type ShowingOptions } from "./showing.ts";

const shown = (options: Partial<ShowingOptions>) => {
  const { meanwhile, end } = showingOf({ color: true, ...options }, true);
  return `${meanwhile}, ${end}`;
};

Deno.test("showingOf() draws a line and prints a summary unless told otherwise", () => {
  assertEquals(shown({}), "live-line, summary");
  assertEquals(shown({ verbose: true }), "events, summary");
  assertEquals([shown({ narrate: true }), shown({ step: true })], Array(2).fill("narration, told"));
});

Deno.test("showingOf() lets a script have the record or one line, whatever else is asked for", () => {
  for (const more of [{}, { verbose: true }, { narrate: true }, { step: true }] as const) {
    assertEquals(shown({ json: true, ...more }), "nothing, record");
    assertEquals(shown({ quiet: true, ...more }), "nothing, line");
  }
  assertEquals(shown({ json: true, quiet: true }), "nothing, record");
});

Deno.test("showingOf() has colour where the terminal has some and nobody refuses it", () => {
  const colour = (color: boolean, hasColour: boolean) => showingOf({ color }, hasColour).colour;
  assertEquals([colour(true, true), colour(false, true), colour(true, false)], [true, false, false]);
});
