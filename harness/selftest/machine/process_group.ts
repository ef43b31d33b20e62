// A command that we start leads a process group of its own.
import { type Assumption, confirmed, refuted } from "../assumption.ts";
import { badEnd, quoteFirstLine, textOf } from "../read_output.ts";

const SCRIPT = "ps -o pid=,pgid= -p $$";

export const PROCESS_GROUP: Assumption = {
  id: "process-group",
  belief: "What we start leads a process group of its own, so that it can be ended with all that it started",
  method: `bash -c '${SCRIPT}': both numbers are the same`,
  source: "setsid(2); the runtime's documentation of detached processes",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const output = await trial.run(["/bin/bash", "-c", SCRIPT]);
    const bad = badEnd(output);
    if (bad !== null) return bad;
    const [, pid, group] = /^\s*(\d+)\s+(\d+)\s*$/.exec(textOf(output)) ?? [];
    if (pid === undefined) return refuted(`ps says ${quoteFirstLine(textOf(output))}, not two numbers`);
    return pid === group
      ? confirmed("The process is the leader of its group")
      : refuted(`Process ${pid} is in the group ${group}`);
  },
};
