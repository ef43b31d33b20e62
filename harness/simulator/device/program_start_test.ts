import { assertEquals } from "@std/assert";
import { permissionPath, shellQuote } from "./program_start.ts";

Deno.test("shellQuote() and permissionPath() survive odd folders", () => {
  assertEquals(shellQuote("/it's $HOME"), `'/it'\\''s $HOME'`);
  assertEquals(permissionPath("/a,b"), "/a,,b");
});
