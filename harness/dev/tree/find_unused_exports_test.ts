// Exports that nobody imports, on small trees.

import { assertEquals } from "@std/assert";
import { findUnusedExports } from "./find_unused_exports.ts";
import type { Source } from "./read_source.ts";

function source(path: string, exports: readonly string[], ...uses: Source["uses"]): Source {
  return { path, exports, uses, loads: [] };
}

Deno.test("findUnusedExports() names what no other file imports", () => {
  const user = source("harness/run/b.ts", [], { path: "harness/run/a.ts", names: ["used"] });
  assertEquals(findUnusedExports([source("harness/run/a.ts", ["used", "unused"]), user]), [
    "harness/run/a.ts: unused",
  ]);
});

Deno.test("findUnusedExports() takes an import of a whole file for a use of all of it", () => {
  const user = source("harness/run/b.ts", [], { path: "harness/run/a.ts", names: null });
  assertEquals(findUnusedExports([source("harness/run/a.ts", ["one", "two"]), user]), []);
});

Deno.test("findUnusedExports() does not count a test, save for what is there for tests", () => {
  const files = ["harness/run/a.ts", "harness/testing/a.ts", "reports/invented/a.ts", "harness/dev/a.ts"];
  const test = source("harness/run/a_test.ts", [], ...files.map((path) => ({ path, names: ["made"] })));
  assertEquals(findUnusedExports([...files.map((path) => source(path, ["made"])), test]), [
    "harness/run/a.ts: made",
  ]);
});

Deno.test("findUnusedExports() leaves alone what others import from outside of the repository", () => {
  const doors = ["harness/mod.ts", "harness/dev/lint_plugin.ts", "harness/std/assert/mod.ts"];
  assertEquals(findUnusedExports(doors.map((path) => source(path, ["one"]))), []);
});
