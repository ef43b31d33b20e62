// Folders with too many files.

import { assertEquals } from "@std/assert";
import { findFullFolders } from "./find_full_folders.ts";

function filesIn(folder: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${folder}/file_${at}.ts`);
}

Deno.test("findFullFolders() counts what lies in a folder itself, and allows 25 files", () => {
  assertEquals(findFullFolders([...filesIn("harness/a", 25), ...filesIn("harness/a/b", 25)]), []);
  assertEquals(findFullFolders([...filesIn("harness/a", 26), ...filesIn("harness/b", 1)]), [
    "harness/a: 26 files, at most 25 are allowed",
  ]);
});
