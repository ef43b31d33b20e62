// Whether a cost is within a budget. What lies on both sides of the limit is not judged.
import type { JudgedBudget } from "../../model/record/measurement.ts";
import type { Estimate } from "./estimate.ts";

/** `exceeded` and `met` need the whole interval on one side of the limit. */
type BudgetVerdict = JudgedBudget["verdict"];

/** Judges an upper limit. An end that is not known shows nothing: without any, it cannot be told. */
export function judgeBudget(estimate: Estimate | null, limit: number): BudgetVerdict {
  if (estimate === null) return "cannot tell";
  if (estimate.low !== null && estimate.low > limit) return "exceeded";
  return estimate.high !== null && estimate.high <= limit ? "met" : "cannot tell";
}

/** The worst of several: exceeded, then cannot tell, then met. Of none: cannot tell. */
export function worstBudget(verdicts: readonly BudgetVerdict[]): BudgetVerdict {
  if (verdicts.includes("exceeded")) return "exceeded";
  if (verdicts.length === 0 || verdicts.includes("cannot tell")) return "cannot tell";
  return "met";
}
