// Types of facts, read off their schema, and their keys: (evidence, device, run, fact, part). Importing them loads no schema library.
import type { z } from "zod";
import type { DeepReadonly } from "../../harness/model/deep_readonly.ts";
import type { factSchema } from "./fact_schema.ts";

/** One row: all that histories, fleets and exports are made of. */
export type Fact = DeepReadonly<z.infer<typeof factSchema>>;
/** What was said of a whole run. One for each run. */
export type RunFact = Fact & { readonly fact: "run" };
/** One attempt at a scenario. */
export type AttemptFact = Fact & { readonly fact: "attempt" };
/** A prerequisite that was not met, or was waived. */
export type UnmetFact = Fact & { readonly fact: "unmet" };
/** One metric of one process under one workload, compared within its night. */
export type CostFact = Fact & { readonly fact: "cost" };

/** What belongs together: the facts of one run of one device. */
export interface FactsOfRun {
  readonly run: RunFact;
  readonly attempts: readonly AttemptFact[];
  readonly unmet: readonly UnmetFact[];
  readonly costs: readonly CostFact[];
}

/** What tells a fact from the others of its kind in a run; empty for the run itself. */
export function partOf(fact: Fact): string {
  switch (fact.fact) {
    case "run":
      return "";
    case "attempt":
      return `${fact.scenario}#${fact.index}`;
    case "unmet":
      return fact.prerequisite;
    case "cost":
      return `${fact.workload}/${fact.metric}/${fact.process ?? ""}`;
  }
}

/** The key of a run as one text. Whoever puts runs together groups them by `evidence` first. */
export function runKey({ evidence, device, run }: Pick<Fact, "evidence" | "device" | "run">): string {
  return JSON.stringify([evidence, device, run]);
}
