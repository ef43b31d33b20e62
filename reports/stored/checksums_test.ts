import { assertEquals } from "@std/assert";
import { findChanges } from "./checksums.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);

Deno.test("findChanges() names what changed, what is missing and what nobody listed", () => {
  const changes = findChanges({
    list: `${A}  run.json\n${B}  evidence/0001 health.txt\n${A} *old.csv\nnot a line\n`,
    hashes: new Map([["run.json", B], ["evidence/0001 health.txt", B], ["new.txt", A]]),
  });
  assertEquals(changes, [
    "run.json was changed",
    "old.csv is missing",
    "new.txt is not listed",
    "SHA256SUMS has a line that cannot be read: not a line",
  ]);
});

Deno.test("findChanges() of an untouched bundle finds nothing", () => {
  assertEquals(findChanges({ list: `${A}  run.json\n`, hashes: new Map([["run.json", A]]) }), []);
});
