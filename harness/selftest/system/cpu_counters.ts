// CPU time from the kernel's own counters.
import { parseSamplerLine } from "../../cost/sampling/sampler_line.ts";
import type { Assumption } from "../assumption.ts";
import { confirmed, refuted, untested } from "../assumption.ts";
import { quoteFirstLine, textOf } from "../read_output.ts";

export const CPU_COUNTERS: Assumption = {
  id: "cpu-counters",
  belief:
    "The CPU time of our own process read from the kernel's counters is what the kernel says to us of ourselves",
  method: "The sampler reads both: proc_pid_rusage and getrusage on macOS, two CPU clocks on Linux",
  source: "Apple, xnu bsd/sys/resource.h; clock_gettime(2)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const text = textOf(await trial.run(trial.programs.sampler));
    for (const line of text.split("\n").map(parseSamplerLine)) {
      if (line?.kind === "start") return confirmed(`${line.source} ${line.selfCheck}`);
      if (line?.kind === "failed") return refuted(line.why);
    }
    return untested(`The sampler printed ${quoteFirstLine(text)}`);
  },
};
