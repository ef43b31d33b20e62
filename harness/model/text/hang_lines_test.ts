import { assert, assertEquals } from "@std/assert";
import { hangLines } from "./hang_lines.ts";

Deno.test("hangLines() breaks between words and begins the other lines under the first", () => {
  assertEquals(hangLines("Why  ", "a pattern that only behavior shows", { columns: 25, indent: 5 }), [
    "Why  a pattern that only",
    "     behavior shows",
  ]);
});

Deno.test("hangLines() keeps a line whole where there is no window", () => {
  const text = "word ".repeat(100).trim();
  assertEquals(hangLines("Why  ", text, { columns: undefined, indent: 5 }), [`Why  ${text}`]);
});

Deno.test("hangLines() leaves a path whole that is longer than a line, and counts wide characters twice", () => {
  const path = `/tmp/${"x".repeat(40)}`;
  assertEquals(hangLines("", `see ${path} there`, { columns: 30, indent: 0 }), ["see", path, "there"]);
  assertEquals(hangLines("", "漢字漢字漢 字漢字漢字 漢字", { columns: 20, indent: 0 }).length, 2);
});

Deno.test("hangLines() lets emphasis go on over the end of a line, and none out of it", () => {
  const lines = hangLines("", `\x1b[1m${"word ".repeat(12).trim()}\x1b[22m`, { columns: 24, indent: 0 });
  assert(lines.length > 1);
  for (const line of lines) assert(line.startsWith("\x1b[1m") && line.endsWith("\x1b[22m"), line);
});
