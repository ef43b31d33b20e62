import { assertEquals } from "@std/assert";
import { matchesGlob } from "./matches_glob.ts";

Deno.test("matchesGlob() without a separator lets * and ? match anything", () => {
  assertEquals(matchesGlob("a.b/c", "a*c"), true);
  assertEquals(matchesGlob("a/c", "a?c"), true);
  assertEquals(matchesGlob("ac", "a?c"), false);
  assertEquals(matchesGlob("", "*"), true);
  assertEquals(matchesGlob("abc", "ab"), false);
  assertEquals(matchesGlob("a.c", "a.c"), true);
  assertEquals(matchesGlob("abc", "a.c"), false);
});

Deno.test("matchesGlob() with a separator stops * there, save at the end and as **", () => {
  const separator = "/";
  assertEquals(matchesGlob("/a/b/c", "/*/c", { separator }), false);
  assertEquals(matchesGlob("/a/b/c", "/**/c", { separator }), true);
  assertEquals(matchesGlob("/a/b/c", "/a/*", { separator }), true);
  assertEquals(matchesGlob("/a/b", "/a?b", { separator }), false);
});

Deno.test("matchesGlob() with below also matches what lies below", () => {
  const options = { separator: "/", below: true };
  assertEquals(matchesGlob("/tmp/a", "/tmp", options), true);
  assertEquals(matchesGlob("/tmp/a", "", options), true);
  assertEquals(matchesGlob("/tmpa", "/tmp", options), false);
  assertEquals(matchesGlob("/tmp", "/tmp", options), true);
});

Deno.test("matchesGlob() minds case unless told otherwise", () => {
  assertEquals(matchesGlob("/TMP", "/tmp"), false);
  assertEquals(matchesGlob("/TMP", "/tmp", { ignoreCase: true }), true);
});

Deno.test("matchesGlob() takes letters outside the basic plane as one", () => {
  assertEquals(matchesGlob("a😀b", "a?b"), true);
});

Deno.test("matchesGlob() ends for a pattern full of wildcards, where a matcher that goes back would not", () => {
  assertEquals(matchesGlob("a".repeat(500), `${"*a?".repeat(100)}!`), false);
});
