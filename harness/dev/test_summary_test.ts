// Counting test results; the lines are what deno 2.9.5 prints.

import { assertEquals } from "@std/assert";
import { readCounts, sumCounts } from "./test_summary.ts";

Deno.test("readCounts() reads the plain, the stepped and the ignoring summary", () => {
  assertEquals(readCounts("x\nok | 93 passed | 0 failed (777ms)\n"), { passed: 93, failed: 0, ignored: 0 });
  assertEquals(readCounts("FAILED | 1 passed (1 step) | 2 failed (3 steps) | 4 ignored (72ms)"), {
    passed: 1,
    failed: 2,
    ignored: 4,
  });
  assertEquals(
    readCounts("ok | 5 passed (2 steps) | 0 failed | 1 ignored (2 steps) | 3 filtered out (9ms)"),
    {
      passed: 5,
      failed: 0,
      ignored: 1,
    },
  );
});

Deno.test("readCounts() takes the last summary, for a test may print one of its own", () => {
  assertEquals(readCounts("ok | 1 passed | 0 failed (1ms)\nok | 9 passed | 0 failed (1ms)")?.passed, 9);
});

Deno.test("readCounts() of a run that broke off is null", () => {
  assertEquals(readCounts("error: Type checking failed."), null);
  assertEquals(readCounts("text ok | 1 passed | 0 failed"), null);
});

Deno.test("sumCounts() adds up what the suites counted", () => {
  assertEquals(
    sumCounts([
      { exitCode: 0, output: "ok | 3 passed | 0 failed | 1 ignored (1ms)" },
      { exitCode: 1, output: "FAILED | 2 passed | 1 failed (1ms)" },
    ]),
    { passed: 5, failed: 1, ignored: 1 },
  );
});

Deno.test("sumCounts() counts a suite that broke off or ran nothing as a failure", () => {
  const good = { exitCode: 0, output: "ok | 3 passed | 0 failed (1ms)" };
  assertEquals(sumCounts([good, { exitCode: 1, output: "error: Type checking failed." }]).failed, 1);
  assertEquals(sumCounts([good, { exitCode: 0, output: "ok | 0 passed | 0 failed (0ms)" }]).failed, 1);
  assertEquals(sumCounts([good, { exitCode: 1, output: "ok | 3 passed | 0 failed (1ms)" }]).failed, 1);
  assertEquals(sumCounts([good, { exitCode: 1, output: "" }]).passed, 3);
});
