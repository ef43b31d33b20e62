// Scenarios that were skipped for one reason: said once, with all of them beside it.
import type { ScenarioRecord } from "../../harness/model/record/run_record.ts";

/** At least one scenario, all skipped for the reason of the first. */
export type SkippedTogether = readonly [ScenarioRecord, ...ScenarioRecord[]];

/** Groups of those that were skipped, each in the order of the run. */
export function skippedTogether(scenarios: readonly ScenarioRecord[]): readonly SkippedTogether[] {
  const skipped = scenarios.filter(({ verdict }) => verdict === "skipped");
  const groups = Map.groupBy(skipped, ({ reason, explanation }) => `${reason} ${explanation}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others]]
  );
}
