import { assertEquals, assertNotEquals } from "@std/assert";
import { parseProcessTable, processKey, withoutForks } from "./process_table.ts";

Deno.test("parseProcessTable() reads rows and passes over what is none", () => {
  const text = "    1     0 /sbin/init splash\n  412     1 bash /x/BM test.sh  \n\nnonsense\n";
  assertEquals(parseProcessTable(text), [
    { pid: 1, parentPid: 0, args: "/sbin/init splash" },
    { pid: 412, parentPid: 1, args: "bash /x/BM test.sh" },
  ]);
});

Deno.test("processKey() tells a process from a later one with its number", () => {
  assertNotEquals(
    processKey({ pid: 7, parentPid: 1, args: "bash /a.sh" }),
    processKey({ pid: 7, parentPid: 1, args: "vi" }),
  );
});

Deno.test("withoutForks() drops a shell's child that has not become its own program yet", () => {
  const shell = { pid: 10, parentPid: 1, args: "bash /s/BM_test.sh" };
  const fork = { pid: 11, parentPid: 10, args: "bash /s/BM_test.sh" };
  const other = { pid: 12, parentPid: 1, args: "bash /s/BM_test.sh" };
  assertEquals(withoutForks([shell, fork, other]), [shell, other]);
});
