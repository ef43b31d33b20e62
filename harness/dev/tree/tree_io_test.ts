// What must hold of the tree as a whole: no circle, types included; no folder too full; no export that nobody uses.
import { assert, assertEquals } from "@std/assert";
import { isTest } from "../lint/source_path.ts";
import { repositoryFiles, ROOT } from "../repository_files.ts";
import { findCircles } from "./find_circles.ts";
import { findFullFolders } from "./find_full_folders.ts";
import { findUnusedExports } from "./find_unused_exports.ts";
import { readSource } from "./read_source.ts";

const paths = (await repositoryFiles()).filter((path) => /\.tsx?$/.test(path));
const sources = await Promise.all(
  paths.map(async (path) => readSource(path, await Deno.readTextFile(new URL(path, ROOT)))),
);

Deno.test("no files import each other in a circle, types included; move what both need to a third file", () => {
  assertEquals(findCircles(sources), []);
});

Deno.test("no folder of product code is too full; group its files by what they are", () => {
  assertEquals(findFullFolders(paths.filter((path) => !isTest(path))), []);
});

Deno.test("no export is there that neither another file nor its own uses; delete it", () => {
  assertEquals(findUnusedExports(sources), []);
});

Deno.test("the tree is read as a whole", () => {
  assert(sources.length > 600 && sources.some(({ path }) => path === "harness/main.ts"), `${sources.length}`);
});
