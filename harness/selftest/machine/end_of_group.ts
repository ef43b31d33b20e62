// What runs longer than it may is ended with its children.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { textOf } from "../read_output.ts";

const SCRIPT = "sleep 60 & echo $!; wait";
const LIMIT_MS = 2000;

export const END_OF_GROUP: Assumption = {
  id: "end-of-group",
  belief: "Killing the group of a process ends what it started in the background as well",
  method: `bash -c '${SCRIPT}', killed after ${LIMIT_MS / 1000} s: ps does not know its child any more`,
  source: "kill(2)",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const output = await trial.run(["/bin/bash", "-c", SCRIPT], LIMIT_MS);
    const child = /^\d+$/m.exec(textOf(output))?.[0];
    if (child === undefined || !output.timedOut) return untested("The script did not get so far in its time");
    const state = textOf(await trial.run(["/bin/ps", "-o", "stat=", "-p", child])).trim();
    // One that has ended and was not waited for yet is shown as a zombie.
    return state === "" || state.startsWith("Z")
      ? confirmed("The child ended with its group")
      : refuted(`The child ${child} is still there, in state ${state}`);
  },
};
