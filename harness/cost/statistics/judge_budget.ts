// Whether a cost is within a budget. What lies on both sides of the limit is not judged.
import type { JudgedBudget } from "../../model/record/measurement.ts";
import type { Estimate } from "./hodges_lehmann.ts";

/** `exceeded` and `met` need the whole interval on one side of the limit. */
type BudgetVerdict = JudgedBudget["verdict"];

/** Judges an upper limit; an estimate without an interval, or none at all, cannot be judged. */
export function judgeBudget(estimate: Estimate | null, limit: number): BudgetVerdict {
  if (estimate === null || estimate.low === null || estimate.high === null) return "cannot tell";
  if (estimate.low > limit) return "exceeded";
  if (estimate.high <= limit) return "met";
  return "cannot tell";
}

/** The worst of several: exceeded, then cannot tell, then met. Of none: cannot tell. */
export function worstBudget(verdicts: readonly BudgetVerdict[]): BudgetVerdict {
  if (verdicts.includes("exceeded")) return "exceeded";
  if (verdicts.length === 0 || verdicts.includes("cannot tell")) return "cannot tell";
  return "met";
}
