// Why a scenario is run and what it expects, for an audience.
import type { RunEvent, ScenarioHead } from "../../harness/model/record/run_event.ts";

/** By what a scenario expects. */
export const SCENARIO_WORDS: Readonly<
  Record<ScenarioHead["expectation"], readonly [why: string, expect: string]>
> = {
  "blocked-and-recorded": [
    "Each step is harmless; only an agent that follows behavior sees the pattern.",
    "The process is killed before it ends, and the agent lists a new detection.",
  ],
  "file-removed-and-recorded": [
    "It shows that the agent watches this folder at all, apart from behavior monitoring.",
    "The file is taken away, and the agent lists a new detection.",
  ],
  quiet: [
    "Control: here the agent has to stay quiet. A check that always fires proves nothing.",
    "The process runs to its end, and the agent lists nothing new.",
  ],
};

/** Of which scenario something is told, as the beginning of a sentence; empty where one runs alone. */
export function whoseBeside(
  { earlier }: { readonly earlier: readonly RunEvent[] },
  scenarioId: string,
): string {
  const open = new Map<string, string>();
  for (const event of earlier) {
    if (event.kind === "scenario-started") open.set(event.scenario.id, event.scenario.title);
    if (event.kind === "scenario-finished") open.delete(event.scenarioId);
  }
  return open.size > 1 ? `${open.get(scenarioId) ?? scenarioId}: ` : "";
}
