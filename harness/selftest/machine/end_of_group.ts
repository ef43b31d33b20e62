// What runs longer than it may is ended with its children.
import { type Assumption, confirmed, refuted, type Trial, untested } from "../assumption.ts";
import { textOf } from "../read_output.ts";

const SCRIPT = "sleep 60 & echo $!; wait";
const LIMIT_MS = 2000;
/** On a busy machine a process may take its time to go that is ended already. */
const LOOKS = 25;

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
    const state = await lastState(trial, child);
    return state === null
      ? confirmed("The child ended with its group")
      : refuted(`The child ${child} is still there, in state ${state}`);
  },
};

/** Null once it is gone; its state when it is there at the last look. */
async function lastState(trial: Trial, pid: string): Promise<string | null> {
  let state = "";
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await trial.run(["/bin/sleep", "0.2"]);
    state = textOf(await trial.run(["/bin/ps", "-o", "stat=", "-p", pid])).trim();
    // One that has ended and was not waited for yet is shown as a zombie.
    if (state === "" || state.startsWith("Z")) return null;
  }
  return state;
}
