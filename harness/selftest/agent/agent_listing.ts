// The agent's processes in one listing, with the CPU time that each has used since it started.
import { agentFilter } from "../../cost/sampling/agent_processes.ts";
import { parsePsListing, pickAgentProcesses, psArguments } from "../../cost/sampling/ps_readings.ts";
import type { ProcessReading } from "../../cost/sampling/sampler_line.ts";
import type { AgentTrial, Trial } from "../assumption.ts";
import { textOf } from "../read_output.ts";

/** Null where they cannot be listed. */
export async function listAgentProcesses(
  trial: Trial,
  { root }: AgentTrial,
): Promise<readonly ProcessReading[] | null> {
  if (trial.platform === null) return null;
  const output = await trial.run(["/bin/ps", ...psArguments(trial.platform)]);
  if (output.exitCode !== 0) return null;
  const { processes } = parsePsListing(textOf(output), trial.platform);
  return pickAgentProcesses(processes, agentFilter(root, null));
}
