import { assertEquals } from "@std/assert";
import { judgeBudget, worstBudget } from "./judge_budget.ts";

Deno.test("judgeBudget() needs the whole interval on one side", () => {
  assertEquals(judgeBudget({ value: 4, low: 3, high: 5 }, 5), "met");
  assertEquals(judgeBudget({ value: 4, low: 3, high: 5 }, 2.9), "exceeded");
  assertEquals(judgeBudget({ value: 4, low: 3, high: 5 }, 4), "cannot tell");
  assertEquals(judgeBudget({ value: 4, low: 3, high: 5 }, 3), "cannot tell");
  assertEquals(judgeBudget({ value: 0, low: 0, high: 0 }, 0), "met");
});

Deno.test("judgeBudget() does not judge what has no interval", () => {
  assertEquals(judgeBudget(null, 5), "cannot tell");
  assertEquals(judgeBudget({ value: 1, low: null, high: null }, 500), "cannot tell");
});

Deno.test("worstBudget() lets nothing soften an exceeded one", () => {
  assertEquals(worstBudget(["met", "cannot tell", "exceeded"]), "exceeded");
  assertEquals(worstBudget(["met", "cannot tell"]), "cannot tell");
  assertEquals(worstBudget(["met", "met"]), "met");
  assertEquals(worstBudget([]), "cannot tell");
});
