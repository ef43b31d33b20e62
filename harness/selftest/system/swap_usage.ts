// Swap in use.
import { parseSwapUsed } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const SWAP_USAGE: Assumption = {
  id: "swap-usage",
  belief: "sysctl gives the swap in use in MiB",
  method: "/usr/sbin/sysctl -n vm.swapusage",
  source: "sysctl(8)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/sbin/sysctl", "-n", "vm.swapusage"], (output) => {
    const value = parseSwapUsed(textOf(output));
    return value === null ? null : `${value} bytes of swap`;
  }),
};
