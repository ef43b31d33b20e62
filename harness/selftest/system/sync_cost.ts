// What it costs to have something on disk for sure.
import type { FileTrial } from "../../ports/trial_programs.ts";
import type { Assumption } from "../assumption.ts";
import { confirmed, refuted } from "../assumption.ts";
import { sawOf } from "../read_output.ts";

/** More than this between two events shows in what is measured. */
const LONGEST_MS = 50;

export const SYNC_COST: Assumption = {
  id: "sync-cost",
  belief: "Making a small write durable takes 50 ms at most",
  method: "The median of five small writes with fsync",
  source: "F_FULLFSYNC in fcntl(2) of macOS; statements of third parties say 5 to 30 ms",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const looked = sawOf<FileTrial>(await trial.run(trial.programs.files));
    if ("finding" in looked) return looked.finding;
    const sorted = [...looked.saw.syncMs].sort((left, right) => left - right);
    const medianMs = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
    const seen = `${medianMs.toFixed(1)} ms`;
    return medianMs <= LONGEST_MS ? confirmed(seen) : refuted(seen);
  },
};
