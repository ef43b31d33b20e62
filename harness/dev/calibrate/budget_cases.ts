// Budgets on blocks of which it is plain what is right.
import { judgeBudget } from "../../cost/statistics/judge_budget.ts";
import { medianEstimate, summarizeArm } from "../../cost/statistics/arm_summary.ts";
import type { JudgedBudget } from "../../model/record/measurement.ts";

/** A budget and its blocks. */
export interface BudgetCase {
  readonly what: string;
  readonly right: JudgedBudget["verdict"];
  readonly judged: JudgedBudget["verdict"];
}

const LIMIT = 600;
/** Eleven quiet blocks and one far beyond. */
const ONE_HIGH = [500, 501, 499, 500, 502, 498, 500, 501, 499, 500, 500, 900];
const MANY = Array.from({ length: 80 }, (_, block) => 500 + block % 7);

/** All cases. */
export function budgetCases(): readonly BudgetCase[] {
  const high = summarizeArm(ONE_HIGH);
  const peak = { value: high.largest ?? 0, low: high.largest, high: high.largest };
  const cases: readonly (readonly [what: string, BudgetCase["right"], Parameters<typeof judgeBudget>[0]])[] =
    [
      ["peak, one block of twelve beyond", "exceeded", peak],
      ["mean, whose interval holds the limit", "cannot tell", high.mean],
      ["median, which one block does not move", "met", medianEstimate(high)],
      ["95th percentile of twelve blocks", "cannot tell", high.p95],
      ["95th percentile of eighty blocks", "met", summarizeArm(MANY).p95],
      ["mean, all blocks beyond", "exceeded", summarizeArm(MANY.map((one) => one + 200)).mean],
      ["median of too few blocks", "cannot tell", medianEstimate(summarizeArm([500, 500, 500]))],
    ];
  return cases.map(([what, right, estimate]) => ({ what, right, judged: judgeBudget(estimate, LIMIT) }));
}
