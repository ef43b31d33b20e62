// Finds exports that no other file imports. What only a test imports is unused as well, save in the folders that are
// there for tests: code that nothing runs is to be deleted, not kept alive by its test.

import { isTest } from "../lint/source_path.ts";
import type { Source } from "./read_source.ts";

/** What these export is for others: other programs, the linter, and who imports a package by its name. */
const DOORS = /^harness\/(mod\.ts|dev\/lint_plugin\.ts|std\/)/;
const FOR_TESTS = /^(harness\/(dev|testing|simulator\/testing)|reports\/(goldens|invented))\//;

/** Exports nobody imports, as "path: name", in order. */
export function findUnusedExports(sources: readonly Source[]): readonly string[] {
  const used = new Set<string>();
  for (const { path, uses } of sources) {
    for (const use of uses) {
      if (isTest(path) && !FOR_TESTS.test(use.path)) continue;
      for (const name of use.names ?? ["*"]) used.add(`${use.path}: ${name}`);
    }
  }
  return sources
    .filter(({ path }) => !DOORS.test(path) && !used.has(`${path}: *`))
    .flatMap(({ path, exports }) => exports.map((name) => `${path}: ${name}`))
    .filter((one) => !used.has(one))
    .toSorted();
}
