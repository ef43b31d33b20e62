// The agent's processes have the names that a measurement looks for.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { listAgentProcesses } from "./agent_listing.ts";

export const AGENT_PROCESSES: Assumption = {
  id: "agent-processes",
  belief:
    "wdavdaemon and wdavdaemon_unprivileged, where behavior monitoring lives, show in the list of processes",
  method: "ps, by the exact names of the agent's programs",
  source: "Recorded on macOS 26 and 27",
  verdictsRestOnIt: false,
  needs: "agent",
  platform: null,
  probe: async (trial) => {
    if (trial.agent === null) return untested(trial.noAgent);
    const processes = await listAgentProcesses(trial, trial.agent);
    if (processes === null) return untested("The processes cannot be listed");
    const labels = [...new Set(processes.map(({ label }) => label))].sort();
    const seen = labels.length === 0 ? "None of the agent's names is in the list" : labels.join(", ");
    const engine = labels.some((label) => /^wdavdaemon[_ ]unprivileged$/.test(label));
    return engine && labels.includes("wdavdaemon") ? confirmed(seen) : refuted(seen);
  },
};
