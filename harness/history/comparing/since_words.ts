// What changed since an earlier run, in a few lines: for the end of a run and its reports.
import { type Unit } from "../../model/text/format_quantity.ts";
import type { RunComparison, ScenarioPair } from "./compare_runs.ts";
import { changeInWords } from "./context_changes.ts";
import { estimateInWords, timeInWords } from "./comparison_words.ts";
import { isBeyondChance } from "./difference_of.ts";

/** Series of cost that the few lines name; the page of a comparison has all. */
const MOST_NAMED = 3;

/** A few lines on what changed since an earlier run, for the end of a run and its reports. */
export function sinceInWords(comparison: RunComparison): readonly string[] {
  const { before, contexts, worse, scenarios } = comparison;
  const costs = comparison.costs.filter(({ difference, floor, comparable }) =>
    comparable && isBeyondChance(difference) && Math.abs(difference.value) > floor
  ).toSorted((a, b) => Math.abs(b.difference.value) / b.floor - Math.abs(a.difference.value) / a.floor);
  const more = costs.length - MOST_NAMED;
  return [
    `Since ${before.night} (${before.verdict}, ${before.run}): ${
      worse.length === 0 ? "nothing is worse" : worse.join("; ")
    }.`,
    ...scenarios.flatMap(blockTimeLine),
    ...costs.slice(0, MOST_NAMED).map(({ series, unit, difference }) =>
      `Cost of ${series} changed by ${estimateInWords(difference, unit as Unit)}, one night against one.`
    ),
    ...(more > 0 ? [`${more} more costs changed; "bmverify compare" has them.`] : []),
    contexts.length === 0
      ? "No context that is recorded changed."
      : `Changed: ${contexts.map(changeInWords).join("; ")}.`,
  ];
}

function blockTimeLine({ scenario, before, after }: ScenarioPair): readonly string[] {
  const [was, is] = [before?.blockMs, after?.blockMs];
  if (!was || !is) return [];
  return [`${scenario}: blocked in ${timeInWords(is)}; before, in ${timeInWords(was)}.`];
}
