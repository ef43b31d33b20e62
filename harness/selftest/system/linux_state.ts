// Power, heat and memory of Linux.
import { LINUX_STATE_SCRIPT, parseLinuxState } from "../../cost/sampling/linux_state.ts";
import type { Assumption } from "../assumption.ts";
import { confirmed, refuted } from "../assumption.ts";
import { textOf } from "../read_output.ts";

export const LINUX_STATE: Assumption = {
  id: "linux-state",
  belief: "The kernel shows load and free memory in files that everybody may read",
  method: "/bin/sh with grep over files of /proc and /sys",
  source: "proc_loadavg(5), proc_meminfo(5)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "linux",
  probe: async (trial) => {
    // grep ends with 2 when one of the files is not there, which says nothing of the others.
    const state = parseLinuxState(textOf(await trial.run(["/bin/sh", "-c", LINUX_STATE_SCRIPT])));
    return state.load1 === null || state.freeBytes === null
      ? refuted("Load or free memory are not among the files")
      : confirmed(`Load ${state.load1}, ${state.freeBytes} bytes free`);
  },
};
