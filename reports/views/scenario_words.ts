// Why a scenario is run and what it expects, for an audience.
import type { ScenarioHead } from "../../harness/model/record/run_event.ts";

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
