// Reading test results; the lines are what deno 2.9.5 prints.

import { assertEquals } from "@std/assert";
import { refuseIgnored, refuseWrongTypes, type SuiteResult, summarize } from "./test_summary.ts";

const GOOD: SuiteResult = { exitCode: 0, output: "ok | 3 passed (2 steps) | 0 failed | 1 ignored (1ms)" };
const BAD: SuiteResult = {
  exitCode: 1,
  output: `./a_test.ts => one fails ... FAILED (1ms)
./a_test.ts => left out (IGNORED: no x) ... ignored (0ms)

 ERRORS 

one fails => ./a_test.ts:1:6
error: Error: x
 FAILURES 
y

./b_test.ts (uncaught error)
error: (in promise) Error: top

 FAILURES 

one fails => ./a_test.ts:1:6
steps ... inner => ./a_test.ts:2:43
./b_test.ts (uncaught error)

FAILED | 5 passed (1 step) | 3 failed (3 steps) | 1 ignored (20ms)
`,
};

Deno.test("summarize() adds up what the suites counted, and keeps the names", () => {
  assertEquals(summarize([GOOD, BAD]), {
    passed: 8,
    failed: 3,
    failedNames: [
      "one fails => ./a_test.ts:1:6",
      "steps ... inner => ./a_test.ts:2:43",
      "./b_test.ts (uncaught error)",
    ],
    ignoredNames: ["left out (IGNORED: no x)"],
  });
});

Deno.test("summarize() takes the last summary, for a test may print one of its own", () => {
  const output =
    "ok | 1 passed | 0 failed (1ms)\nok | 9 passed | 0 failed (1ms)\ntext ok | 7 passed | 0 failed";
  assertEquals(summarize([{ exitCode: 0, output }]).passed, 9);
});

Deno.test("summarize() counts a suite that broke off or ran nothing as a failure", () => {
  for (
    const bad of [
      { exitCode: 1, output: "error: Type checking failed." },
      { exitCode: 0, output: "ok | 0 passed | 0 failed (0ms)" },
      { exitCode: 1, output: "ok | 3 passed | 0 failed (1ms)" },
      { exitCode: 1, output: "" },
    ]
  ) {
    assertEquals(summarize([GOOD, bad]).failed, 1, bad.output);
  }
});

Deno.test("refuseIgnored() counts ignored tests as failures, and names them, save those with an excuse", () => {
  const summary = { passed: 1, failed: 1, failedNames: ["a"], ignoredNames: ["b", "c"] };
  assertEquals(refuseIgnored(summary, (name) => name === "c"), {
    passed: 1,
    failed: 2,
    failedNames: ["a", "b (ignored)"],
    ignoredNames: ["c"],
  });
});

Deno.test("refuseWrongTypes() counts types that do not hold as a failure beside passed tests", () => {
  const good = summarize([GOOD]);
  assertEquals(refuseWrongTypes(good, { exitCode: 0 }), good);
  const { passed, failed, failedNames } = refuseWrongTypes(good, { exitCode: 1 });
  assertEquals([passed, failed, failedNames], [3, 1, ["deno task check"]]);
});
