import { assertEquals } from "@std/assert";
import { compareChecksums, isUnchanged } from "./checksums.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);

Deno.test("compareChecksums() names what changed, what is missing and what nobody listed", () => {
  const report = compareChecksums(
    `${A}  run.json\n${B}  evidence/0001 health.txt\n${A} *old.csv\nnot a line\n`,
    new Map([["run.json", B], ["evidence/0001 health.txt", B], ["new.txt", A]]),
  );
  assertEquals(report, {
    changed: ["run.json"],
    missing: ["old.csv"],
    unlisted: ["new.txt"],
    unreadable: ["not a line"],
  });
  assertEquals(isUnchanged(report), false);
});

Deno.test("compareChecksums() of an untouched bundle finds nothing", () => {
  assertEquals(isUnchanged(compareChecksums(`${A}  run.json\n`, new Map([["run.json", A]]))), true);
});
