// What is loaded with a file, on small trees.
import { assertEquals } from "@std/assert";
import { loadedWith } from "./loaded_with.ts";
import { readSource } from "./read_source.ts";

const SOURCES = new Map(
  Object.entries({
    "harness/a.ts": 'import { b } from "./b.ts"; import type { T } from "./types.ts"; b();',
    "harness/b.ts": `import { z } from "zod"; import { type T, a } from "./a.ts";
      const { c } = await import(import.meta.resolve("./c.ts")) as typeof import("./c.ts");`,
    "harness/c.ts": 'export * from "./d.ts"; import { type T } from "./types.ts";',
    "harness/d.ts": 'const e = await import("./e.ts");',
    "harness/e.ts": "",
    "harness/types.ts": "export type T = 1;",
  }).map(([path, text]) => [path, readSource(path, text)]),
);

Deno.test("loadedWith() follows imports, through circles, and leaves types and late imports out", () => {
  assertEquals([...loadedWith(SOURCES, "harness/a.ts")], ["harness/a.ts", "harness/b.ts", "zod"]);
});

Deno.test("loadedWith() counts what is handed on, and an import at run time that is written out", () => {
  assertEquals([...loadedWith(SOURCES, "harness/c.ts")], ["harness/c.ts", "harness/d.ts", "harness/e.ts"]);
});
