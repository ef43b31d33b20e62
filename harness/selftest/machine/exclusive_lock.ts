// The lock of a device keeps a second process out, and ends with the process that holds it.
import type { LockTrial } from "../../ports/trial_programs.ts";
import { type Assumption, confirmed, refuted } from "../assumption.ts";
import { sawOf } from "../read_output.ts";

export const EXCLUSIVE_LOCK: Assumption = {
  id: "exclusive-lock",
  belief: "The lock of a device keeps a second process out, and ends when its holder is killed",
  method: "A second process holds the lock: ours is refused; it is killed: ours gets the lock",
  source: "flock(2)",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const output = await trial.run(trial.programs.lock, 60_000);
    const tried = sawOf<LockTrial>(output);
    if ("finding" in tried) return tried.finding;
    const { whileHeld, afterDeath } = tried.saw;
    if (whileHeld !== "refused") return refuted("Two processes got the lock at the same time");
    return afterDeath === "taken"
      ? confirmed("Refused while it was held, taken after its holder was killed")
      : refuted("The lock stayed although its holder was killed");
  },
};
