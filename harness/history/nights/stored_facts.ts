// Facts on their way into a store and out of it. What goes in came through the one door to facts or from a record; so what
// comes out is not held against the schema again, which would take longer than all else that a list does.
import type { Fact, FactsOfRun, RunFact } from "../../../reports/facts/fact.ts";
import { factLines } from "../../../reports/facts/facts_of.ts";
import { FACTS_VERSION } from "../../../reports/facts/facts_version.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { HistoryRun } from "../../ports/history_store.ts";

/** The facts of a run as a store keeps them. */
export function toStored(facts: FactsOfRun): HistoryRun {
  const { evidence, device, run, started } = facts.run;
  return { evidence, device, run, started, facts: factLines(facts) };
}

/**
 * The facts of a stored run.
 *
 * @throws HarnessError `history/newer` for facts of a later version.
 */
export function fromStored({ facts }: HistoryRun): FactsOfRun {
  const [run, ...rows] = facts.trimEnd().split("\n").map(parse);
  if (run?.fact !== "run") throw new Error("Cannot read a stored run whose first row is not the run");
  return {
    run,
    attempts: rows.filter((row) => row.fact === "attempt"),
    unmet: rows.filter((row) => row.fact === "unmet"),
    costs: rows.filter((row) => row.fact === "cost"),
  };
}

/** The row of a run alone, likewise. */
export function fromHead(head: string): RunFact {
  const run = parse(head);
  if (run.fact !== "run") throw new Error("Cannot read a stored run whose first row is not the run");
  return run;
}

function parse(line: string): Fact {
  const fact: Fact = JSON.parse(line);
  if (fact.version === FACTS_VERSION) return fact;
  throw new HarnessError("history/newer", `Cannot read facts of version ${fact.version} in the history`, {
    hint: "Use the version of bmverify that wrote them, or a later one",
  });
}
