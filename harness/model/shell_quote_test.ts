import { assertEquals } from "@std/assert";
import { shellQuote } from "./shell_quote.ts";

Deno.test("shellQuote() survives blanks, variables and quotes", () => {
  assertEquals(shellQuote("/it's $HOME"), `'/it'\\''s $HOME'`);
});
