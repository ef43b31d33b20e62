// The text that shows a difference; wording of the stand-in only.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { difference } from "./difference.ts";

Deno.test("difference() marks lines of the actual with a minus and of the expected with a plus", () => {
  const text = difference({ a: 1, b: 2 }, { a: 1, b: 3 });
  assertStringIncludes(text, "\n-     b: 2");
  assertStringIncludes(text, "\n+     b: 3");
  assertStringIncludes(text, "\n      a: 1");
});

Deno.test("difference() compares texts of several lines line by line", () => {
  assertStringIncludes(difference("one\ntwo", "one\n2"), "    one\n-   two\n+   2");
});

Deno.test("difference() leaves out what is equal and far away", () => {
  const list = Array.from({ length: 100 }, (_, at) => at);
  const text = difference(list, list.with(50, -1));
  assertStringIncludes(text, "equal line(s)");
  assert(text.split("\n").length < 20, text);
});

Deno.test("difference() of very long values names the first line that differs", () => {
  const list = Array.from({ length: 5000 }, (_, at) => at);
  const text = difference(list, list.with(4000, -1));
  assertStringIncludes(text, "first difference in line 4002");
  assertStringIncludes(text, "+     -1");
});

Deno.test("difference() does not depend on the order of keys", () => {
  assertEquals(difference({ a: 1, b: 2 }, {}), difference({ b: 2, a: 1 }, {}));
});
