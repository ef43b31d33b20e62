// How busy the machine is.
import { parseMacLoad } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const LOAD_AVERAGE: Assumption = {
  id: "load-average",
  belief: "sysctl gives the load of a minute first, in braces",
  method: "/usr/sbin/sysctl -n vm.loadavg",
  source: "getloadavg(3), sysctl(8)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/sbin/sysctl", "-n", "vm.loadavg"], (output) => {
    const value = parseMacLoad(textOf(output));
    return value === null ? null : `Load ${value}`;
  }),
};
