// The model of the Mac, for the record.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const HARDWARE_MODEL: Assumption = {
  id: "hardware-model",
  belief: "sysctl names the model in one word: Mac15,6",
  method: "/usr/sbin/sysctl -n hw.model",
  source: "sysctl(8)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(
    ["/usr/sbin/sysctl", "-n", "hw.model"],
    (output) => /^\S+$/.exec(textOf(output).trim())?.[0] ?? null,
  ),
};
