// What one listing of detections takes, in time and in the agent's CPU.
import { DETECTIONS } from "../../device/agent_commands.ts";
import { median } from "../../model/quantile.ts";
import type { ProcessReading } from "../../cost/sampling/sampler_line.ts";
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { howItEnded } from "../read_output.ts";
import { listAgentProcesses } from "./agent_listing.ts";

const LISTINGS = 20;
/** A list that takes longer is seldom asked for while a trigger runs. */
const LONGEST_MS = 1000;

export const LIST_COST: Assumption = {
  id: "agent-list-cost",
  belief: `One listing of detections takes ${LONGEST_MS} ms at most`,
  method: `mdatp threat list, ${LISTINGS} times: the median, and the agent's CPU time by ps before and after`,
  source: "Nobody has published it",
  verdictsRestOnIt: false,
  needs: "agent",
  platform: null,
  probe: async (trial) => {
    const { agent } = trial;
    if (agent === null) return untested(trial.noAgent);
    const before = await listAgentProcesses(trial, agent);
    const durationsMs: number[] = [];
    for (let nth = 0; nth < LISTINGS; nth += 1) {
      const output = await trial.run([agent.path, ...DETECTIONS.args]);
      if (output.exitCode !== 0) return untested(`The listing gave ${howItEnded(output)}`);
      // What is no list may cost anything.
      DETECTIONS.parse(output.stdout);
      durationsMs.push(output.durationMs);
    }
    const after = await listAgentProcesses(trial, agent);
    const medianMs = median(durationsMs) ?? Infinity;
    const seen = `Median ${Math.round(medianMs)} ms, longest ${Math.round(Math.max(...durationsMs))} ms, ${
      cpuTold(before, after)
    }`;
    return medianMs <= LONGEST_MS ? confirmed(seen) : refuted(seen);
  },
};

function cpuTold(
  before: readonly ProcessReading[] | null,
  after: readonly ProcessReading[] | null,
): string {
  if (before === null || after === null || after.length === 0) return "CPU time of the agent not seen";
  const usedMs = after.reduce((sum, { pid, startedAt, cpuMs }) => {
    const earlier = before.find((one) => one.pid === pid && one.startedAt === startedAt);
    return sum + cpuMs - (earlier?.cpuMs ?? 0);
  }, 0);
  if (usedMs === 0) return `less of the agent's CPU for all ${LISTINGS} than ps shows`;
  return `${Math.round(usedMs)} ms of the agent's CPU for all ${LISTINGS}`;
}
