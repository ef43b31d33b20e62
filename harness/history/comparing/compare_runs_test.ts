import { assertEquals, assertStringIncludes } from "@std/assert";
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { type InventedNight, inventedNight } from "../../testing/invented_facts.ts";
import { compareRuns } from "./compare_runs.ts";
import { comparisonInWords } from "./comparison_words.ts";
import { changeInWords } from "./context_changes.ts";
import { differenceOf, isBeyondChance } from "./difference_of.ts";
import { medianOf } from "./median_of.ts";

function between(before: InventedNight, after: InventedNight) {
  return compareRuns(inventedNight(1, before), inventedNight(2, after));
}

Deno.test("compareRuns() calls worse what a night should not be after the one before", () => {
  const worse = (before: InventedNight, after: InventedNight) => between(before, after).worse;
  const demonstration = "behavior-monitoring.change-file-test";
  assertEquals(worse({}, {}), []);
  assertEquals(worse({}, { verdict: "fail" }), [
    "the run was pass and is fail (not-detected)",
    `${demonstration} was pass and is fail`,
  ]);
  assertEquals(worse({}, { verdict: null }), ["the run was pass and is inconclusive (agent-unreadable)"]);
  assertEquals(worse({ verdict: "fail" }, {}), []);
  assertEquals(worse({ verdict: "fail" }, { verdict: "fail" }), []);
  assertEquals(worse({ run: { verdict: "measured" } }, {}), []);
  assertEquals(worse({}, { run: { restore: "failed" } }), ["the device was not restored"]);
});

Deno.test("compareRuns() finds one control worse though both runs failed", () => {
  const before = inventedNight(1, { verdict: "fail" });
  const after = inventedNight(2, { verdict: "fail" });
  const broken: FactsOfRun = {
    ...after,
    attempts: after.attempts.map((one) => one.expectation === "quiet" ? { ...one, verdict: "fail" } : one),
  };
  assertEquals(compareRuns(before, broken).worse.length, 2);
});

Deno.test("compareRuns() names every context that differs, and what only one of the runs tells", () => {
  const { contexts } = between({ run: { agent: "101.1" } }, {
    run: { agent: "101.2", definitions: null, ring: "Production", listLength: 4, power: "battery" },
  });
  assertEquals(contexts.map(({ name }) => name), ["agent", "definitions", "ring", "power", "list length"]);
  assertEquals(
    changeInWords(contexts[1] ?? { name: "agent", before: "", after: "" }).endsWith("→ not known"),
    true,
  );
});

Deno.test("compareRuns() compares costs of one machine, plan and source of power only", () => {
  const cost = (after: InventedNight) => between({ shifts: { agent: 2 } }, after).costs[0];
  const other = cost({ shifts: { agent: 3 } });
  assertEquals([other?.difference.value, other?.comparable], [1, true]);
  assertEquals(isBeyondChance(other?.difference ?? { value: 0, low: null, high: null }), true);
  assertEquals(cost({ shifts: { agent: 3 }, run: { power: "battery" } })?.comparable, false);
  assertEquals(cost({ shifts: { agent: 3 }, run: { hardware: "Mac16,1" } })?.comparable, false);
  assertEquals(cost({ shifts: { agent: 3 }, cost: { comparable: false } })?.comparable, false);
  assertEquals(cost({ shifts: { agent: 3 }, cost: { shift: null } }), undefined);
});

Deno.test("comparisonInWords() tells verdicts, times, costs and contexts side by side", () => {
  const text = comparisonInWords(between({ shifts: { agent: 2 } }, {
    verdict: "fail",
    shifts: { agent: 3 },
    run: { agent: "101.99" },
  }));
  assertStringIncludes(text, "agent 101.26062.0009 → 101.99");
  assertStringIncludes(text, "change-file-test: pass, blocked in 900 ms, recorded in 1.20 s → fail");
  assertStringIncludes(text, "file-churn cpu.mean of agent: +2.00 % of a core");
  assertStringIncludes(text, "MORE");
  assertStringIncludes(text, "Worse in B: the run was pass and is fail");
  const simulated = { run: { evidence: "simulated" } } as const;
  assertStringIncludes(comparisonInWords(between(simulated, simulated)), "SIMULATED: this says nothing");
});

Deno.test("differenceOf() is the difference of the values, with ends that both intervals make", () => {
  const one = { value: 2, low: 1, high: 5 };
  const other = { value: 10, low: 6, high: 12 };
  // 4² + 3² = 5², and 2² + 1² = 5.
  assertEquals(differenceOf(one, other), { value: 8, low: 3, high: 8 + Math.sqrt(5) });
  assertEquals(differenceOf({ ...one, low: null }, other), { value: 8, low: null, high: null });
  assertEquals(isBeyondChance({ value: 8, low: null, high: null }), false);
});

Deno.test("medianOf() gives the interval of order statistics from six values on", () => {
  assertEquals(medianOf([]), null);
  assertEquals(medianOf([3, 1, 2, 4, 5]), { value: 3, low: null, high: null });
  assertEquals(medianOf([6, 5, 4, 3, 2, 1]), { value: 3.5, low: 1, high: 6 });
  // Of ten, the second and the ninth: 2 * (1 + 10) / 1024 = 2.1 %.
  assertEquals(medianOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), { value: 5.5, low: 2, high: 9 });
});
