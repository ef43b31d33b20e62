// Circles of imports, on trees drawn as "from: to to".

import { assertEquals } from "@std/assert";
import { findCircles } from "./find_circles.ts";

function circlesOf(...lines: readonly string[]) {
  return findCircles(lines.map((line) => {
    const [path = "", ...targets] = line.split(/:? /);
    return { path, uses: targets.map((target) => ({ path: target, names: null })), loads: [], exports: [] };
  })).map((circle) => circle.join(" "));
}

Deno.test("findCircles() finds none in a tree, however often a file is imported", () => {
  assertEquals(circlesOf("a: b c", "b: d", "c: d", "d"), []);
});

Deno.test("findCircles() tells the shortest way around, from the first path on", () => {
  assertEquals(circlesOf("x: c", "c: a", "a: b", "b: c other", "other"), ["a b c a"]);
  assertEquals(circlesOf("a: b c", "b: c", "c: a"), ["a c a", "b c a b"]);
});

Deno.test("findCircles() tells of each circle once, and of a file that imports itself", () => {
  assertEquals(circlesOf("a: b", "b: a", "c: d", "d: c", "e: e"), ["a b a", "c d c", "e e"]);
});
