// A process that is killed shows the signal, not an exit code.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { howItEnded } from "../read_output.ts";

export const DEATH_BY_SIGNAL: Assumption = {
  id: "death-by-signal",
  belief: "A process that SIGKILL ends is reported as ended by that signal, not with an exit code",
  method: "bash -c 'kill -KILL $$': the end is by SIGKILL",
  source: "wait(2); a killed trigger is what a block looks like",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const output = await trial.run(["/bin/bash", "-c", "kill -KILL $$"]);
    if (output.timedOut) return untested("The shell did not get so far in its time");
    return output.signal === "SIGKILL" && output.exitCode === null
      ? confirmed("The end was by SIGKILL")
      : refuted(`It gave ${howItEnded(output)}`);
  },
};
