// The list of processes.
import { parsePsListing, psArguments } from "../../cost/sampling/ps_readings.ts";
import type { Assumption } from "../assumption.ts";
import { confirmed, refuted, untested } from "../assumption.ts";
import { badEnd, textOf } from "../read_output.ts";

export const PROCESS_COLUMNS: Assumption = {
  id: "process-columns",
  belief:
    "Every line of ps in the C locale has pid, start, time, memory and program in the columns that are read",
  method: "/bin/ps with the columns of the sampler: no line is unreadable",
  source: "ps(1)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    if (trial.platform === null) return untested("This system has no such ps");
    const output = await trial.run(["/bin/ps", ...psArguments(trial.platform)]);
    const bad = badEnd(output);
    if (bad !== null) return bad;
    const { processes, unreadable } = parsePsListing(textOf(output), trial.platform);
    const seen = `${processes.length} processes, ${unreadable} unreadable lines`;
    return unreadable === 0 && processes.length > 0 ? confirmed(seen) : refuted(seen);
  },
};
