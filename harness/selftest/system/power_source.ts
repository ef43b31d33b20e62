// Where the power comes from.
import { parsePowerSource } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const POWER_SOURCE: Assumption = {
  id: "power-source",
  belief: "The first line of pmset -g batt names the source of power",
  method: "/usr/bin/pmset -g batt",
  source: "pmset(1); recorded on macOS 26.5.2",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/pmset", "-g", "batt"], (output) => {
    const value = parsePowerSource(textOf(output));
    return value === null ? null : `The power comes from ${value}`;
  }),
};
